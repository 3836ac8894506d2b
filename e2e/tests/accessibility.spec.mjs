// axe finds nothing on any page, in Italian and Arabic, light and dark.
import { test } from "@playwright/test";
import { nothingInTheWay } from "./checks.mjs";
import { PAGES, firstCard } from "./pages.mjs";

for (const lang of ["it", "ar"]) {
  for (const colorScheme of ["light", "dark"]) {
    test.describe(`${lang}, ${colorScheme}`, () => {
      test.use({ colorScheme });

      for (const path of PAGES) {
        test(`nothing is in the way on ${path}`, async ({ page }) => {
          await page.goto(`/${lang}${path}`);
          await nothingInTheWay(page, path);
        });
      }

      test("nothing is in the way on a card and its forms", async ({ page }) => {
        const card = await firstCard(page, lang);
        await page.goto(card);
        await nothingInTheWay(page, "card");
        await page.goto(`${card}/wrong`);
        await nothingInTheWay(page, "this is wrong");
      });
    });
  }
}
