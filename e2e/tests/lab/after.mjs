// After the meeting: an experiment, promises, answers of institutions, minutes; and what somebody reads of her own words.
import { expect } from "@playwright/test";

/** A day so many weeks from now, as a date field wants it. */
const inWeeks = (weeks) => new Date(Date.now() + weeks * 7 * 86_400_000).toISOString().slice(0, 10);

const open = (page, lab, proposal) => page.goto(`/it/labs/${lab}/answers/proposal/${proposal.id}`);

/** A chosen proposal is tried out. */
export async function tries(page, lab, proposal) {
  await open(page, lab, proposal);
  await page.locator('main a[href*="/experiments?from="]').click();
  await expect(page.locator("#f-title")).not.toHaveValue("");
  await page.locator("#f-hypothesis").fill("Con un mediatore una mattina a settimana le persone tornano meno volte.");
  await page.locator("#f-place").fill("Ufficio immigrazione di prova, Bari");
  await page.locator("#f-starts").fill(inWeeks(2));
  await page.locator("#f-weeks").fill("8");
  await page.locator("#f-measure").fill("Quante volte una persona torna per la stessa pratica");
  await page.locator("details#new form button").click();
  await expect(page).toHaveURL(/\/experiments\/[0-9a-f-]{36}$/);
  await expect(page.locator(".trail, .way").first()).toBeVisible();
}

/** A body promises something, by when. */
export async function promises(page, lab, proposal, who, what, weeks) {
  await open(page, lab, proposal);
  await page.locator('main a[href*="/commitments?from="]').click();
  await page.locator("#f-who").fill(who);
  await page.locator("#f-what").fill(what);
  await page.locator("#f-due").fill(inWeeks(weeks));
  await page.locator("details#new form button").click();
  await expect(page).toHaveURL(/\/commitments\/[0-9a-f-]{36}$/);
}

/** Somebody promises something herself, by the plain form. */
export async function promisesHerself(person, lab, what, weeks) {
  const html = await person.get(`/${person.lang}/labs/${lab}/commitments`);
  const { url } = await person.send(html, "/commitments", { what, due: inWeeks(weeks) });
  expect(url).toMatch(/\/commitments\/[0-9a-f-]{36}$/);
}

/** An institution answers a proposal; a person puts the answer into Arabic. */
export async function answers(page, lab, proposal, { outcome, words, by, arabic }) {
  await open(page, lab, proposal);
  await page.locator(`input[name="outcome"][value="${outcome}"]`).check();
  await page.locator("#f-words").fill(words);
  await page.locator("#f-organization").fill(by);
  await page.locator('section[aria-labelledby="answer"] form button.button-first').click();
  const given = page.locator("article.given").filter({ hasText: words });
  await expect(given).toBeVisible();
  if (!arabic) return;
  const translation = page.locator("section[aria-labelledby=given] details.more").first();
  await translation.locator("summary").click();
  await translation.locator("select").selectOption("ar");
  await translation.locator("textarea").fill(arabic);
  await translation.locator('input[name="reviewed"]').check();
  await translation.locator("button").click();
  await page.waitForLoadState();
}

/** The draft of the minutes is there by itself; it is corrected and approved, and can be taken away. */
export async function approvesMinutes(page, session, expected) {
  await page.goto(`/it/sessions/${session}/minutes`);
  const minutes = await page.locator("article.minutes").textContent();
  for (const words of expected) expect.soft(minutes, "the draft of the minutes").toContain(words);
  const themes = await page.locator("article.minutes table", { has: page.locator("caption", { hasText: "Contributi per tema" }) }).locator("tbody th").allTextContents();
  expect.soft(themes, "what was taken back is no theme").toEqual([...new Set(themes)]);
  await expect(page.locator("article.minutes figure.drawing svg").first()).toBeVisible();
  await page.locator('a[href*="/minutes/sections/"]').first().click();
  const before = await page.locator("#words").inputValue();
  await page.locator("#words").fill(`${before}\n\nLetto e corretto insieme.`);
  await page.locator("main form button.button-first").click();
  await expect(page).toHaveURL(/\/minutes(#.*)?$/);
  await expect(page.locator("article.minutes")).toContainText("Letto e corretto insieme.");
  await page.locator("#f-by").fill("Ada Sperimentale");
  await page.locator('form[action$="/approval"] button').click();
  await expect(page.locator("article.minutes .notice-good")).toBeVisible();
  await expect(page.locator('a[href*="/minutes/sections/"]')).toHaveCount(0);
  for (const end of ["odt", "zip", "json"]) {
    const file = await page.request.get(`/it/sessions/${session}/minutes/minutes.${end}`);
    expect(file.status(), end).toBe(200);
    expect((await file.body()).length, end).toBeGreaterThan(500);
  }
}

/** Whether every word around is Arabic: what the page itself says, apart from names and quoted words. */
export async function latinWords(page) {
  return page.locator("main").evaluate((main) => {
    const copy = main.cloneNode(true);
    for (const quoted of copy.querySelectorAll("bdi, blockquote, script, svg, [lang]:not([lang=ar]), .trail a")) quoted.remove();
    return copy.textContent.match(/[A-Za-zÀ-ÿ]{3,}/g) ?? [];
  });
}
