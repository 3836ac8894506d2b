// Valid markup, no third parties, no inline code, the budgets of the first visit.
import { expect, test } from "@playwright/test";
import { misdeeds, nothingCutOff, valid } from "./checks.mjs";
import { LANGS, PAGES, firstCard } from "./pages.mjs";

for (const path of PAGES) {
  test(`the markup of ${path} is valid`, async ({ request }) => {
    await valid(request, `/it${path}`);
    await valid(request, `/ar${path}`);
  });
}

test("the markup of a card is valid", async ({ page, request }) => {
  await valid(request, await firstCard(page, "it"));
  await valid(request, await firstCard(page, "ar"));
});

test("no page asks a third party for anything, and the browser's policy is never broken", async ({ page, baseURL }) => {
  const found = misdeeds(page, baseURL);
  for (const lang of ["it", "ar"]) {
    for (const path of PAGES) await page.goto(`/${lang}${path}`);
    await page.goto(await firstCard(page, lang));
  }
  expect(found).toEqual([]);
});

test("the first visit weighs at most 60 KB, a further page at most 15 KB", async ({ page, context }) => {
  const client = await context.newCDPSession(page);
  await client.send("Network.enable");
  let bytes = 0;
  client.on("Network.loadingFinished", (event) => {
    bytes += event.encodedDataLength;
  });
  await page.goto("/it/", { waitUntil: "networkidle" });
  const first = bytes;
  bytes = 0;
  await page.goto("/it/needs/health", { waitUntil: "networkidle" });
  const further = bytes;
  console.log(`first visit ${first} bytes, further page ${further} bytes`);
  expect(first).toBeLessThanOrEqual(60 * 1024);
  expect(further).toBeLessThanOrEqual(15 * 1024);
});

for (const lang of LANGS) {
  test(`nothing is cut off at 320 pixels in ${lang}`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    for (const path of PAGES) {
      await page.goto(`/${lang}${path}`);
      await nothingCutOff(page, path);
    }
  });
}
