// The pages that are checked as pages: accessibility, markup, budgets, third parties.
export const LANGS = ["it", "en", "fr", "ar", "ro", "sq"];

/** Paths below `/{lang}`, as a visitor meets them. */
export const PAGES = [
  "/",
  "/needs/health",
  "/find?q=",
  "/find?q=permesso+di+soggiorno",
  "/find?q=zzzzqqqq",
  "/near",
  "/path",
  "/about",
  "/accessibility",
  "/privacy",
  "/demo",
  "/answer",
  "/sign-in",
  "/sign-in/forgotten",
  "/no-such-page",
  "/labs",
  "/practices",
  "/practices/world-cafe",
  "/journeys",
  "/journeys/J1",
  "/say",
  "/join",
  "/translate",
  "/sheet",
];

/** The first service that a search shows. */
export async function firstCard(page, lang, words = "stp") {
  await page.goto(`/${lang}/find?q=${encodeURIComponent(words)}`);
  return page.locator('main a[href*="/services/"]').first().getAttribute("href");
}
