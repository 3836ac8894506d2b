// All together: the strongest on the wall, grouped by buttons into themes, asked for consent, worked out and chosen.
import { expect } from "@playwright/test";

/** The matters that the tables brought, by words that stand in their notes. */
export const THEMES = [
  { title: "Mediatori in ogni ufficio", words: /médiateur|mediator|وسيط|مترجم|traduit|يترجم/ },
  { title: "Un foglio unico dei documenti", words: /foglio unico|feuille unique|moduli|stesse carte/ },
  { title: "Orari e appuntamenti", words: /fila|rendez-vous|orari|ساعات/ },
  { title: "Uffici che si parlano", words: /dossiers|مع بعضها|accompagna|accueilli|الاستقبال/ },
];

/** Groups what is on the wall into a theme, by ticks and a button. */
async function groups(page, { title, words }) {
  const cards = page.locator(".notes.loose label").filter({ hasText: words });
  const count = await cards.count();
  expect(count, title).toBeGreaterThan(0);
  for (let n = 0; n < count; n += 1) await cards.nth(n).locator("input").check();
  await page.locator("#title").fill(title);
  await page.locator('#hands button[value="group"]').click();
  await expect(theme(page, title)).toBeVisible();
}

export const theme = (page, title) => page.locator("article.theme").filter({ has: page.getByRole("heading", { name: title }) });

/** The wall: themes from the strongest notes, undo, one objection that is worked in, consent to all. */
export async function harvests(page, session, objector) {
  await page.goto(`/it/sessions/${session}/plenary`);
  for (const one of THEMES) await groups(page, one);
  await page.locator('#hands button[value^="undo:"]').click();
  await expect(theme(page, THEMES.at(-1).title)).toHaveCount(0);
  await groups(page, THEMES.at(-1));
  for (const { title } of THEMES) {
    const card = theme(page, title);
    if (!(await card.locator("textarea").first().isVisible())) await card.locator("details.more > summary").click();
    await card.locator('textarea[id^="ask-"]').fill(`Siamo d'accordo su: ${title}?`);
    await card.locator('button[value^="ask:"]').click();
    await expect(card).toHaveClass(/theme-asked/);
    if (title === THEMES[2].title) await objects(page, session, title, objector);
    await theme(page, title).locator('button[value^="decide:"]').click();
    await expect(theme(page, title)).toHaveClass(/theme-decided/);
  }
}

/** Somebody objects from her own phone; the room takes it into account. */
async function objects(page, session, title, phone) {
  await phone.goto(`/fr/sessions/${session}/plenary`);
  const asked = theme(phone, title);
  await asked.locator("textarea").fill("Pas le matin : nous travaillons");
  await asked.locator('button[value^="object:"]').click();
  await page.reload();
  const objection = theme(page, title).locator(".objection");
  await expect(objection).toContainText("nous travaillons");
  await objection.locator('button[value^="worked-in:"]').click();
  await expect(theme(page, title).locator(".objection-worked-in")).toBeVisible();
}

const COSTS = { [THEMES[0].title]: ["200", "4000"], [THEMES[1].title]: ["80", "500"], [THEMES[2].title]: ["60", "1500"], [THEMES[3].title]: ["300", "9000"] };

/** Each theme becomes a proposal: problem, parties, change, for whom, cost, first step. */
export async function workOut(page, session, themes = THEMES) {
  const proposals = [];
  for (const { title } of themes) {
    await page.goto(`/it/sessions/${session}/plenary`);
    const card = theme(page, title);
    const way = card.locator('a[href*="/proposals/new"]');
    if (!(await way.isVisible())) await card.locator("details.more > summary").click();
    await way.click();
    await expect(page.locator("#title")).toHaveValue(title);
    await page.locator("#problem").fill("Chi arriva allo sportello non capisce e torna tre volte.");
    await page.locator("#parties").fill("Comune, ASL, Prefettura, associazioni");
    await page.locator("#change").fill(`${title}: da marzo, in tre uffici.`);
    await page.locator("#beneficiaries").fill("Chi chiede un permesso, chi lavora agli sportelli");
    const [hours, euros] = COSTS[title];
    await page.locator("#hours").fill(hours);
    await page.locator("#euros").fill(euros);
    await page.locator("#first-step").fill("Un incontro a gennaio con chi tiene gli sportelli");
    await page.locator('main form button[type="submit"]').click();
    await expect(page).toHaveURL(/\/proposals\/[0-9a-f-]{36}$/);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    proposals.push({ title, id: page.url().match(/proposals\/([0-9a-f-]+)/)[1] });
  }
  return proposals;
}

/** Opens a choice by equal shares with a budget that is enough for three. */
export async function opensChoice(page, session) {
  await page.goto(`/it/sessions/${session}/choices`);
  await page.locator("#title").fill("Che cosa facciamo per primo");
  await page.locator('input[name="method"][value="shares"]').check();
  await page.locator("#euros").fill("6500");
  await page.locator('main form button.button-first').click();
  await expect(page).toHaveURL(/\/choices\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname.replace("/it/", "/");
}

/** Somebody approves of these proposals, by the plain form. */
export async function approves(person, path, titles) {
  const html = await person.get(`/${person.lang}${path}`);
  const fields = {};
  for (const [, number, legend] of html.matchAll(/<legend>(\d+)\. <span[^>]*>([^<]*)/g)) if (titles.includes(legend)) fields[`p${number}`] = "yes";
  expect(Object.keys(fields)).toHaveLength(titles.length);
  await person.send(html, path.split("/").at(-1), fields);
}

/** Closes the choice; gives what was chosen and how it is explained. */
export async function closes(page, path) {
  await page.goto(`/it${path}`);
  await page.locator('input[name="sure"]').check();
  await page.locator('form[action$="/close"] button').click();
  await expect(page.locator(".lead")).not.toHaveText("");
  const chosen = page.locator("li.is-chosen");
  const told = await chosen.evaluateAll((all) => all.map((card) => ({ title: card.querySelector("h2").textContent.trim(), why: card.querySelector(".verdict").textContent.trim() })));
  return told;
}
