// A café of its own for a file of tests: the program `RETICOLO_CAFE` names, its people and their browsers.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Opens a café; `close` ends it. */
export async function openCafe() {
  const program = process.env.RETICOLO_CAFE;
  if (!program) throw new Error("RETICOLO_CAFE names the program of the café: cargo build -p reticolo-web --example cafe");
  const folder = mkdtempSync(join(tmpdir(), "cafe-"));
  const child = spawn(program, ["0", folder], { stdio: ["ignore", "pipe", "inherit"] });
  const line = await new Promise((resolve, reject) => {
    let text = "";
    child.stdout.on("data", (part) => {
      text += part;
      if (text.includes("\n")) resolve(text.split("\n")[0]);
    });
    child.on("exit", (code) => reject(new Error(`the café ended with ${code}`)));
  });
  const cafe = JSON.parse(line);
  return {
    ...cafe,
    path: (lang, rest) => `${cafe.address}/${lang}/sessions/${cafe.session}/${rest}`,
    /** A phone of somebody's. */
    async phone(browser, name, options = {}) {
      const context = await browser.newContext({ viewport: { width: 360, height: 740 }, ...options });
      const { hostname } = new URL(cafe.address);
      await context.addCookies([{ name: "reticolo", value: cafe.cookies[name], domain: hostname, path: "/" }]);
      return context.newPage();
    },
    close() {
      child.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
