// The desk of Foggia in the demonstration: each page at rest has nothing in the way, on a phone too; a visit takes three taps.
import { expect, test } from "@playwright/test";
import { misdeeds, nothingCutOff, nothingInTheWay } from "./checks.mjs";

const PAGES = ["desk", "desk/visits", "desk/visits/new", "desk/queue", "desk/people", "desk/people/new", "desk/referrals"];

async function sit(page, lang, role) {
  await page.goto(`/${lang}/demo`);
  await page.locator(`form[action$="/demo/enter/${role}"] button`).click();
  await expect(page).toHaveURL(new RegExp(`/${lang}/desk`));
}

for (const [lang, colorScheme] of [["it", "light"], ["ar", "dark"]]) {
  test.describe(`${lang}, ${colorScheme}`, () => {
    test.use({ colorScheme });
    test("nothing is in the way at the desk", async ({ page, baseURL }) => {
      test.setTimeout(180_000);
      const found = misdeeds(page, baseURL);
      await sit(page, lang, "counter");
      for (const path of PAGES) {
        await page.setViewportSize({ width: 1280, height: 800 });
        await page.goto(`/${lang}/${path}`);
        await nothingInTheWay(page, path);
        await page.setViewportSize({ width: 320, height: 640 });
        await nothingCutOff(page, path);
      }
      expect(found).toEqual([]);
    });

    test("nothing is in the way on a request and on a person", async ({ page }) => {
      test.setTimeout(120_000);
      await sit(page, lang, "receiver");
      await page.locator('main a[href*="/desk/referrals/"]').first().click();
      await nothingInTheWay(page, "request, received");
      await page.setViewportSize({ width: 320, height: 640 });
      await nothingCutOff(page, "request at 320");
      await sit(page, lang, "counter");
      await page.goto(`/${lang}/desk/people`);
      await page.locator('main a[href*="/desk/people/0"], main a[href*="/desk/people/"]:not([href$="/new"])').first().click();
      await nothingInTheWay(page, "person");
      await nothingCutOff(page, "person at 320");
    });
  });
}
