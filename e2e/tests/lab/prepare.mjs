// The facilitator before the meeting: the Lab, the meeting, the list, the invitations.
import { expect } from "@playwright/test";
import { GUESTS, pasted } from "./guests.mjs";

/** In a demonstration one is the facilitator by a tap. */
export async function entersAsFacilitator(page, lang = "it") {
  await page.goto(`/${lang}/demo`);
  await page.locator('form[action$="/demo/enter/facilitator"] button').click();
  await expect(page).toHaveURL(new RegExp(`/${lang}/`));
}

/** A Lab with a title of its own, so that the story can be told again on the same database. */
export async function makesLab(page, title) {
  await page.goto("/it/labs");
  await page.getByRole("link", { name: "Nuovo laboratorio" }).click();
  await page.locator("#title").fill(title);
  await page.locator("#purpose").fill("Che gli sportelli parlino tra loro, e con chi viene.");
  for (const province of ["Bari", "Foggia", "Lecce"]) await page.getByLabel(province, { exact: true }).check();
  await page.locator("main form button[type=submit]").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  return page.url().match(/labs\/([0-9a-f-]+)/)[1];
}

/** A zone in which a meeting of an hour and a half that begins in a minute ends on the same day. */
function soon() {
  const now = new Date(Date.now() + 90_000);
  const late = (zone) => Number(new Intl.DateTimeFormat("en", { hour: "2-digit", hourCycle: "h23", timeZone: zone }).format(now)) > 20;
  const zone = ["Europe/Rome", "America/New_York", "Asia/Tokyo"].find((one) => !late(one));
  const at = (moment) => {
    const parts = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "short", timeZone: zone }).format(moment);
    return parts.split(" ");
  };
  const [date, from] = at(now);
  const [, until] = at(new Date(now.getTime() + 90 * 60_000));
  return { zone, date, from, until };
}

/** A World Café of ninety minutes with eight tables; gives the id of the meeting. */
export async function makesMeeting(page, title) {
  await page.locator('main a[href$="/sessions/new"]').click();
  await page.locator('input[name="template"][value="cafe-90"]').check();
  await page.locator("#title").fill(title);
  const { zone, date, from, until } = soon();
  await page.locator("#date").fill(date);
  await page.locator("#from").fill(from);
  await page.locator("#until").fill(until);
  await page.locator("#zone").fill(zone);
  await page.locator("#place").fill("Sala di prova, Bari");
  await page.locator("main form button[type=submit]").click();
  await expect(page).toHaveURL(/\/prepare$/);
  const session = page.url().match(/sessions\/([0-9a-f-]+)/)[1];
  await page.getByRole("link", { name: "Ai tavoli", exact: true }).click();
  await page.locator("#tables").fill("8");
  await expect(page.locator("#rounds")).toHaveValue("3");
  await page.locator("main form.lab-form button[type=submit]").click();
  await expect(page).toHaveURL(/\/prepare/);
  await page.locator('form[action$="/opening"] button').click();
  await expect(page.locator('form[action$="/opening"]')).toHaveCount(0);
  return session;
}

/** Pastes the list; what is doubtful is shown, and mended in place. */
export async function invites(page, session) {
  await page.goto(`/it/sessions/${session}/people`);
  await page.locator('main a[href$="/people/new"]').click();
  await page.locator("#list").fill(pasted());
  await page.locator('main form[action$="/people/new"] button').click();
  await expect(page).toHaveURL(/\/people\/drafts\//);
  const doubtful = page.locator("fieldset.doubtful");
  await expect(doubtful).toHaveCount(2);
  const slip = doubtful.filter({ has: page.locator('input[value="Marco Scaffale"]') });
  await expect(slip.locator(".mistake")).toContainText("italliannno");
  await slip.locator('input[name$="-speaks"]').fill("italiano");
  const twin = doubtful.filter({ has: page.locator('input[value="Vera Busta"]') });
  await expect(twin.locator(".mistake")).not.toHaveText("");
  await twin.locator('input[name$="-out"]').check();
  await page.locator('button[name="do"][value="add"]').click();
  await expect(page).toHaveURL(/\/people\?added=40$/);
  await expect(page.locator("li.person")).toHaveCount(GUESTS.length);
}

/** Everybody's code, as it stands on her invitation; each is written in her language. */
export async function readsInvitations(page, session) {
  await page.goto(`/it/sessions/${session}/invitations`);
  const cards = await page.locator("article.invite").evaluateAll((all) =>
    all.map((card) => ({
      name: card.querySelector("h2").textContent.trim(),
      lang: card.lang,
      dir: card.dir,
      code: card.querySelector(".code code").textContent.trim(),
      message: card.querySelector("pre.message").textContent,
      hasSquare: Boolean(card.querySelector(".invite-qr svg")),
    })),
  );
  return new Map(cards.map((card) => [card.name, card]));
}
