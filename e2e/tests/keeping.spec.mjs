// Cards kept true: an editor with a telephone, a steward at a desk, a porter with a link; in Italian and Arabic.
import { expect, test } from "@playwright/test";
import { misdeeds, nothingCutOff, nothingInTheWay, valid } from "./checks.mjs";

// The story changes a card that every language shares.
test.describe.configure({ mode: "serial" });
test.setTimeout(120_000);
test.use({ actionTimeout: 20_000 });

/** A browser in which somebody of the demonstration is signed in. */
async function as(browser, baseURL, lang, word, options = {}) {
  const context = await browser.newContext({ baseURL, viewport: { width: 360, height: 740 }, ...options });
  const page = await context.newPage();
  await page.goto(`/${lang}/demo`);
  await page.locator(`form[action$="/demo/enter/${word}"] button`).click();
  await expect(page).toHaveURL(new RegExp(`/${lang}/keeping$`));
  return page;
}

for (const lang of ["it", "ar"]) {
  test(`a card is kept true from the first word to its readers (${lang})`, async ({ browser, baseURL }) => {
    const editor = await as(browser, baseURL, lang, "keep");
    await nothingInTheWay(editor, "today");
    const words = `Prova ${lang} ${Date.now()}`;
    await editor.locator('section[aria-labelledby="cards"] a.way').first().click();
    const card = new URL(editor.url()).pathname;
    await nothingInTheWay(editor, "card");
    await editor.locator('a[href$="/edit"]').click();
    await editor.locator("#f-alert").fill(words);
    await editor.locator('[name="hours-mo"]').fill("9-12");
    await nothingInTheWay(editor, "edit");
    await editor.locator('main form button[type="submit"]').click();
    await expect(editor).toHaveURL(/\/keeping\/drafts\//);
    await expect(editor.locator("ins", { hasText: words })).toBeVisible();
    await nothingInTheWay(editor, "draft");
    await editor.locator('form[action$="/send"] button').click();

    const steward = await as(browser, baseURL, lang, "review", { viewport: { width: 1280, height: 800 } });
    await steward.goto(new URL(editor.url()).pathname);
    await steward.locator('form[action$="/publish"] button').click();
    await expect(steward).toHaveURL(new RegExp(`${card}$`));
    const reader = await (await browser.newContext({ baseURL, viewport: { width: 360, height: 740 } })).newPage();
    await reader.goto(card.replace("/keeping", ""));
    await expect(reader.locator("main")).toContainText(words);

    await steward.locator('a[href$="/history"]').click();
    await nothingInTheWay(steward, "history");
    await steward.locator('form[action$="/undo"] button').first().click();
    await reader.reload();
    await expect(reader.locator("main")).not.toContainText(words);

    await editor.goto(card);
    await editor.locator('form[action$="/verify"] button[value="*"]').click();
    await expect(editor.locator("li.aged")).toHaveCount(0);

    await editor.locator('section[aria-labelledby="places"] summary').click();
    await editor.locator('form[action$="/links"] button').click();
    const link = (await editor.locator("code.secret").textContent()).trim().replace(/^https?:\/\/[^/]+/, "");
    await reader.goto(link);
    await nothingInTheWay(reader, "free places by a link");
    await reader.locator('button[value="more"]').click();
    await expect(reader.locator(".notice-good")).toBeVisible();
    await reader.locator('button[value="full"]').click();
    await expect(reader.locator(".free-figure")).toBeVisible();
    await editor.goto(card);
    await editor.locator('form[action*="/keeping/links/"] button').first().click();
    expect((await reader.goto(link)).status()).toBe(404);
    for (const page of [editor, steward, reader]) await page.context().close();
  });
}

test("every page of the keepers is a page: nothing in the way, nothing cut off, valid", async ({ browser, baseURL }) => {
  for (const [lang, colorScheme] of [["it", "light"], ["ar", "dark"]]) {
    const page = await as(browser, baseURL, lang, "keep", { colorScheme, viewport: { width: 320, height: 640 } });
    const found = misdeeds(page, baseURL);
    const here = async (selector) => page.locator(selector).evaluateAll((all) => all.map((a) => new URL(a.href).pathname));
    const cards = await here('section[aria-labelledby="cards"] a');
    const paths = [
      `/${lang}/keeping`,
      ...(await here('section[aria-labelledby="drafts"] a, section[aria-labelledby="messages"] a')),
      `/${lang}/keeping/translations/sq`,
      cards[0],
      `${cards[0]}/edit`,
      `${cards[0]}/history`,
      `${cards[0]}/offers`,
      `${cards[0]}/translations/fr`,
    ];
    for (const path of paths) {
      expect.soft((await page.goto(path)).status(), path).toBe(200);
      await nothingInTheWay(page, path);
      await nothingCutOff(page, path);
      await valid(page.context().request, path);
    }
    expect(found).toEqual([]);
    await page.context().close();
  }
});
