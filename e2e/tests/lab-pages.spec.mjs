// Every page of a Lab as a page, as its facilitator, somebody who takes part, and a stranger see it.
import { expect, test } from "@playwright/test";
import { misdeeds, nothingCutOff, nothingInTheWay, valid } from "./checks.mjs";
import { ground } from "./lab/ground.mjs";

test.describe.configure({ mode: "default" });
test.setTimeout(300_000);

let lab;
test.beforeAll(async ({ browser, baseURL }) => {
  test.setTimeout(180_000);
  const context = await browser.newContext({ baseURL, viewport: { width: 1280, height: 800 } });
  lab = await ground(await context.newPage(), baseURL);
  await context.close();
});

const WHO = ["strangers", "participant", "facilitator"];
const as = (browser, baseURL, who, options = {}) =>
  browser.newContext({ baseURL, viewport: { width: 360, height: 740 }, storageState: lab.cookies[who], ...options });

for (const who of WHO) {
  test(`the markup is valid for ${who}`, async ({ browser, baseURL }) => {
    const context = await as(browser, baseURL, who);
    for (const lang of ["it", "ar"]) for (const path of lab[who]) await valid(context.request, `/${lang}${path}`);
    await context.close();
  });

  // Both languages, directions and lights, in two rounds.
  for (const [lang, colorScheme] of [["it", "light"], ["ar", "dark"]]) {
    test(`nothing is in the way of ${who}: ${lang}, ${colorScheme}`, async ({ browser, baseURL }) => {
      const context = await as(browser, baseURL, who, { colorScheme });
      const page = await context.newPage();
      const found = misdeeds(page, baseURL);
      for (const path of lab[who]) {
        const answer = await page.goto(`/${lang}${path}`);
        expect.soft(answer.status(), path).toBe(200);
        await nothingInTheWay(page, path);
      }
      expect(found).toEqual([]);
      await context.close();
    });

    test(`nothing is cut off for ${who} at 320 pixels in ${lang}`, async ({ browser, baseURL }) => {
      const context = await as(browser, baseURL, who, { viewport: { width: 320, height: 640 } });
      const page = await context.newPage();
      for (const path of lab[who]) {
        await page.goto(`/${lang}${path}`);
        await nothingCutOff(page, path);
      }
      await context.close();
    });
  }
}
