// A Lab in the middle of things, for checking its pages: people at tables, notes, themes, a vote, a choice, promises.
import { expect } from "@playwright/test";
import { GUESTS } from "./guests.mjs";
import { answers, promises, tries } from "./after.mjs";
import { THEMES, opensChoice, theme, workOut } from "./plenary.mjs";
import { entersAsFacilitator, invites, makesLab, makesMeeting, readsInvitations } from "./prepare.mjs";
import { does } from "./seats.mjs";
import { Someone, forms } from "./someone.mjs";
import { SAID, notesOf, three, writes } from "./tables.mjs";

const HERE = GUESTS.filter((guest) => ["browser", "simulated"].includes(guest.comes)).slice(0, 12);

/** Makes it with the facilitator's page; gives the paths below `/{lang}` for each who looks, and the cookies of both. */
export async function ground(page, baseURL) {
  await entersAsFacilitator(page);
  const lab = await makesLab(page, `Pagine ${Date.now().toString(36)}`);
  const session = await makesMeeting(page, "Secondo incontro di prova");
  await invites(page, session);
  const draft = await leavesDraft(page, session);
  const cards = await readsInvitations(page, session);
  const people = [];
  for (const guest of HERE) {
    const one = await Someone.with(baseURL, guest);
    await one.comes(cards.get(guest.name).code);
    people.push(one);
  }
  await does(page, session, "do-start", () => page.locator("#start-tables").fill("3"));
  const [amal] = people;
  let table;
  for (const [n, one] of people.entries()) {
    const html = await writes(one, session, n);
    if (one === amal) table = html;
  }
  const number = table.match(/\/tables\/(\d+)/)[1];
  const [note] = notesOf(table);
  await amal.send(table, "/help");
  await marks(page, session, 3);
  await gathers(page, session);
  const proposals = await workOut(page, session, THEMES.slice(0, 2));
  const choice = await opensChoice(page, session);
  await votes(page, session, people);
  await tries(page, lab, proposals[0]);
  const experiment = new URL(page.url()).pathname.slice(3);
  await promises(page, lab, proposals[0], "Comune di prova", "Il foglio unico in tre lingue", 6);
  const commitment = new URL(page.url()).pathname.slice(3);
  await answers(page, lab, proposals[0], { outcome: "accepted", words: "Sì, da marzo.", by: "Comune di prova" });
  const group = await makesGroup(page, lab);
  const at = `/sessions/${session}`;
  const person = `${at}/people/${(await page.request.get(`/it${at}/people`).then((answer) => answer.text())).match(/people\/([0-9a-f-]{36})"/)[1]}`;
  const shared = [
    `/labs/${lab}`, `/labs/${lab}/answers`, `/labs/${lab}/answers/proposal/${proposals[0].id}`, `/labs/${lab}/commitments`, commitment,
    `/labs/${lab}/experiments`, experiment, `/labs/${lab}/groups`, group, at,
  ];
  const inside = [
    `${at}/plenary`, `${at}/votes`, `${at}/opinions`, `${at}/proposals`, `${at}/proposals/${proposals[0].id}`, `${at}/proposals/${proposals[0].id}/edit`,
    `${at}/proposals/${proposals[0].id}/history`, `${at}/choices`, choice, `${at}/tables/${number}`, `${at}/tables/${number}/notes/${note}`, `/labs/${lab}/procedures`,
  ];
  return {
    strangers: shared,
    participant: [...inside, `/labs/${lab}/commitments`, group, `${at}/welcome`, `${at}/rehearsal`, `${at}/place`, "/join/me", "/join/languages", "/mine"],
    facilitator: [
      ...inside, ...shared, "/labs/new", `/labs/${lab}/change`, `/labs/${lab}/sessions/new`, `/labs/${lab}/problems/new`, `${at}/prepare?people=40`, `${at}/change`, `${at}/texts`,
      `${at}/texts/ar`, `${at}/people`, `${at}/people/new`, draft, person, `${at}/people/walk-in`, `${at}/invitations`, `${at}/seating`, `${at}/console`, `${at}/screen`,
      `${at}/screen?by=table`, `${at}/print/cards`, `${at}/print/sheets`, `${at}/print/chart`, `${at}/plenary?view=beamer`, `${at}/statements`, `${at}/minutes`,
      `${at}/minutes/sections/themes`,
    ],
    cookies: { participant: await amal.api.storageState(), facilitator: await page.context().storageState() },
  };
}

/** A list whose doubtful rows nobody has looked at yet. */
async function leavesDraft(page, session) {
  await page.goto(`/it/sessions/${session}/people/new`);
  const rows = ["Nome\tEnte\tProvincia\tLingue\tE-mail", "Anna Dubbia\tCircolo di prova\tAtlantide\tklingon\tanna(at)prova", "Anna Dubbia\t\tBari\titaliano\t", "\tASL di prova\tBari\titaliano\t"];
  await page.locator("#list").fill(rows.join("\n"));
  await page.locator('main form[action$="/people/new"] button').click();
  await expect(page).toHaveURL(/\/people\/drafts\//);
  return new URL(page.url()).pathname.slice(3);
}

/** The facilitator marks what is strongest, as she may at every table. */
async function marks(page, session, tables) {
  for (let number = 1; number <= tables; number += 1) {
    const html = await (await page.request.get(`/it/sessions/${session}/tables/${number}`)).text();
    for (const id of three(html, SAID.ar[0])) {
      const answer = await page.request.post(`/it/sessions/${session}/tables/${number}/notes/${id}/strong`, { form: { on: "1" } });
      expect(answer.status()).toBe(200);
    }
  }
}

/** Two themes on the wall, one of them asked. */
async function gathers(page, session) {
  await page.goto(`/it/sessions/${session}/plenary`);
  for (const [n, { title }] of THEMES.slice(0, 2).entries()) {
    const loose = page.locator(".notes.loose label");
    if (n === 0) await loose.filter({ hasText: SAID.ar[0] }).locator("input").check();
    await loose.filter({ hasNotText: SAID.ar[0] }).first().locator("input").check();
    await page.locator("#title").fill(title);
    await page.locator('#hands button[value="group"]').click();
    await expect(theme(page, title)).toBeVisible();
  }
  const card = theme(page, THEMES[0].title);
  await card.locator("details.more > summary").click();
  await card.locator('textarea[id^="ask-"]').fill("Siamo d'accordo?");
  await card.locator('button[value^="ask:"]').click();
}

/** Three statements, and what people think of them. */
async function votes(page, session, people) {
  await page.goto(`/it/sessions/${session}/statements`);
  await page.locator('input[name="open"]').nth(1).check();
  await page.locator('button[value="open"]').click();
  for (const words of ["Gli sportelli aprono anche la sera", "Ogni ufficio ha un mediatore", "Il foglio dei documenti è uno solo"]) {
    await page.locator("textarea#words").fill(words);
    await page.locator('button[value="write"]').click();
    await expect(page.locator("ul.cards")).toContainText(words);
  }
  for (const [n, one] of people.entries()) {
    let html = await one.get(`/${one.lang}/sessions/${session}/votes`);
    for (let answered = 0; answered < 3 && n > 0; answered += 1) {
      const form = forms(html).find((each) => each.fields.statement);
      html = (await one.post(form.action, { ...form.fields, vote: ["agree", "disagree", "pass"][(n + answered) % 3] })).html;
    }
  }
}

/** A working group with a task. */
async function makesGroup(page, lab) {
  await page.goto(`/it/labs/${lab}/groups`);
  await page.locator("details#new > summary").click();
  await page.locator("#f-title").fill("Chi scrive il foglio unico");
  await page.locator("#f-task").fill("Raccogliere i moduli dei tre uffici.");
  await page.locator("details#new form button").click();
  await expect(page).toHaveURL(/\/groups\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname.slice(3);
}
