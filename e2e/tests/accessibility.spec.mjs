// axe finds nothing on any page, in Italian and Arabic, light and dark.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { PAGES, firstCard } from "./pages.mjs";

async function check(page, name) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  const told = violations.map((v) => `${v.id}: ${v.help}\n    ${v.nodes.map((n) => n.target.join(" ")).join("\n    ")}`);
  expect(told, name).toEqual([]);
}

for (const lang of ["it", "ar"]) {
  for (const colorScheme of ["light", "dark"]) {
    test.describe(`${lang}, ${colorScheme}`, () => {
      test.use({ colorScheme });

      for (const path of PAGES) {
        test(`nothing is in the way on ${path}`, async ({ page }) => {
          await page.goto(`/${lang}${path}`);
          await check(page, path);
        });
      }

      test("nothing is in the way on a card and its forms", async ({ page }) => {
        const card = await firstCard(page, lang);
        await page.goto(card);
        await check(page, "card");
        await page.goto(`${card}/wrong`);
        await check(page, "this is wrong");
      });
    });
  }
}
