// Her own page on her phone: in by the code of her ticket, in Arabic and Italian; the sheet, taking back, "did it help?".
// Nadia is of the demonstration, and what she does here stays done: the tests run one after the other.
import { expect, test } from "@playwright/test";
import { misdeeds, nothingCutOff, nothingInTheWay } from "./checks.mjs";

const CODE = "DEMO-DEMO-DEMO-DEMO";

test.describe.configure({ mode: "serial" });

async function enter(page, lang) {
  await page.goto(`/${lang}/my-requests`);
  await page.locator("#code").fill(CODE);
  await page.locator('main form[action$="/my-requests"] button').click();
  await expect(page).toHaveURL(new RegExp(`/${lang}/my-requests$`));
  await expect(page.locator("main")).toContainText("Nadia");
}

const leave = (page) => page.locator('form[action$="/leave"] button').first();

for (const lang of ["ar", "it"]) {
  test(`she comes in by her code, reads, and leaves nothing behind (${lang})`, async ({ page, baseURL }) => {
    const found = misdeeds(page, baseURL);
    await page.goto(`/${lang}/my-requests`);
    await nothingInTheWay(page, "code");
    await nothingCutOff(page, "code");
    await page.locator("#code").fill("0000-0000-0000-0000");
    await page.locator('main form[action$="/my-requests"] button').click();
    await expect(page.locator("#code-problem")).toBeVisible();
    await expect(page.locator("#code")).toHaveValue("");
    await enter(page, lang);
    await expect(page.locator("html")).toHaveAttribute("dir", lang === "ar" ? "rtl" : "ltr");
    await expect(page.locator("article.card")).toHaveCount(4);
    for (const summary of await page.locator("main details > summary").all()) await summary.click();
    // What stays in sight while she scrolls lies over something at every moment; what counts is the page at rest.
    await page.evaluate(() => window.scrollTo(0, 0));
    await nothingInTheWay(page, "page");
    await page.setViewportSize({ width: 320, height: 640 });
    await nothingCutOff(page, "page at 320");
    await expect(page.locator("a[data-exit]")).toBeVisible();
    await leave(page).click();
    await page.goto(`/${lang}/my-requests`);
    await expect(page.locator("#code")).toBeVisible();
    await expect(page.locator("main")).not.toContainText("Nadia");
    expect(found).toEqual([]);
  });
}

test("the square of the ticket fills the field, and the address forgets the code", async ({ page }) => {
  await page.goto(`/it/my-requests#${CODE}`);
  await expect(page.locator("#code")).toHaveValue(CODE);
  expect(page.url()).not.toContain("DEMO");
});

test("she reads the sheet in Arabic, unticks a field and says yes", async ({ page }) => {
  await enter(page, "ar");
  await page.locator('a[href$="/sheet"]').click();
  await nothingInTheWay(page, "sheet");
  await nothingCutOff(page, "sheet");
  await page.locator('input[name="field"]').last().uncheck();
  await page.locator('button[name="answer"][value="yes"]').click();
  await expect(page.locator(".notice-good")).toBeVisible();
  await page.locator('a[href$="/sheet"]').click();
  await expect(page.locator(".notice-good")).toBeVisible();
});

test("she says in Italian that it helped, after one question", async ({ page }) => {
  await enter(page, "it");
  await page.locator('button[name="helped"][value="yes"]').click();
  await nothingInTheWay(page, "sure");
  await page.locator('main form[action$="/answer"] button').click();
  await expect(page.locator(".notice-good")).toBeVisible();
  await expect(page.locator('button[name="helped"]')).toHaveCount(0);
});

test("she takes one request back, and the page says what that means", async ({ page }) => {
  await enter(page, "it");
  const card = page.locator("article.card").filter({ has: page.locator('a[href$="calendar.ics"]') });
  await card.locator("summary").last().click();
  await expect(card).toContainText("non si può cancellare");
  await card.locator('form[action$="/withdraw"] button').click();
  await expect(page.locator(".notice-good")).toBeVisible();
  await expect(page.locator('a[href$="calendar.ics"]')).toHaveCount(0);
});
