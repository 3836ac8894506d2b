// Valid markup, no third parties, no inline code, the budgets of the first visit.
import { expect, test } from "@playwright/test";
import { HtmlValidate } from "html-validate";
import { LANGS, PAGES, firstCard } from "./pages.mjs";

const validator = new HtmlValidate({
  extends: ["html-validate:standard"],
  rules: {
    // Style of the source, not of what a person meets.
    "no-trailing-whitespace": "off",
    "no-inline-style": "error",
    "void-style": "off",
    "long-title": "off",
    "doctype-style": "off",
    "attribute-boolean-style": "off",
    "require-sri": "off",
    "no-implicit-button-type": "off",
    // A telephone number is formatted by the page, with a link around it.
    "tel-non-breaking": "off",
  },
});

async function valid(request, path) {
  const answer = await request.get(path);
  const report = await validator.validateString(await answer.text());
  const told = report.results.flatMap((r) => r.messages.map((m) => `${m.line}:${m.column} ${m.ruleId} ${m.message}`));
  expect(told, path).toEqual([]);
}

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

test("no page asks a third party for anything", async ({ page, baseURL }) => {
  const foreign = [];
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(baseURL) && !url.startsWith("data:") && !url.startsWith("blob:")) foreign.push(url);
  });
  for (const path of PAGES) await page.goto(`/it${path}`);
  await page.goto(await firstCard(page, "it"));
  expect(foreign).toEqual([]);
});

test("the browser's policy is never broken", async ({ page }) => {
  const broken = [];
  page.on("console", (message) => {
    if (/Content Security Policy|Refused to/i.test(message.text())) broken.push(message.text());
  });
  page.on("pageerror", (error) => broken.push(String(error)));
  for (const path of PAGES) await page.goto(`/ar${path}`);
  await page.goto(await firstCard(page, "ar"));
  expect(broken).toEqual([]);
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
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(overflow, path).toBeLessThanOrEqual(0);
    }
  });
}
