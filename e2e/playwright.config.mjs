// The system's Chromium, the server started by `cargo xtask test`; nothing is downloaded.
import { defineConfig } from "@playwright/test";

const chromium = process.env.RETICOLO_CHROMIUM ?? "/usr/bin/chromium";

export default defineConfig({
  testDir: "./tests",
  outputDir: "./results",
  workers: 2,
  fullyParallel: true,
  retries: 0,
  timeout: 30_000,
  reporter: [["list"]],
  use: {
    baseURL: process.env.RETICOLO_ADDRESS ?? "http://127.0.0.1:8080",
    viewport: { width: 360, height: 740 },
    launchOptions: {
      executablePath: chromium,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    },
  },
});
