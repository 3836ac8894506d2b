// Makes the pictures of the README: `cargo xtask screenshots` runs this against a demonstration server.
import { mkdir } from "node:fs/promises";
import { chromium } from "@playwright/test";

const address = process.env.RETICOLO_ADDRESS ?? "http://127.0.0.1:8080";
const folder = new URL("../docs/screenshots/", import.meta.url).pathname;
const phone = { width: 360, height: 740 };
const laptop = { width: 1200, height: 800 };

/** The first card that a search shows. */
async function card(page, lang, words) {
  await page.goto(`${address}/${lang}/find?q=${encodeURIComponent(words)}`);
  return page.locator('main a[href*="/services/"]').first().getAttribute("href");
}

const pictures = [
  { name: "home-it", lang: "it", path: "/", view: phone },
  { name: "home-ar-dark", lang: "ar", path: "/", view: phone, dark: true },
  { name: "results-fr", lang: "fr", path: "/find?q=titre+de+séjour+expiré", view: phone },
  { name: "card-it", lang: "it", words: "codice stp", view: laptop },
  { name: "card-ar", lang: "ar", words: "طبيب بدون أوراق", view: phone },
  { name: "near-en", lang: "en", path: "/near?place=Foggia", view: laptop },
];

await mkdir(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.RETICOLO_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
});
for (const { name, lang, path, words, view, dark } of pictures) {
  const context = await browser.newContext({ viewport: view, colorScheme: dark ? "dark" : "light", deviceScaleFactor: 1.5 });
  const page = await context.newPage();
  const to = words ? await card(page, lang, words) : `/${lang}${path}`;
  await page.goto(`${address}${to}`, { waitUntil: "networkidle" });
  await page.screenshot({ path: `${folder}${name}.png` });
  console.log(`docs/screenshots/${name}.png`);
  await context.close();
}
await browser.close();
