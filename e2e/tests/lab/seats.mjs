// Coming in, and the seats: who is here sits, hard rules hold, who comes late gets a seat by a tap, and a tap takes it back.
import { expect } from "@playwright/test";
import { counted } from "./someone.mjs";

/** Somebody's own phone, where she types her code. */
export async function comesWithPhone(browser, card) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, ...(card.lang === "ar" ? { locale: "ar" } : {}) });
  const phone = await counted(context).newPage();
  await phone.goto(`/${card.lang}/join`);
  await phone.locator("#code").fill(card.code);
  await phone.locator('main form[action$="/join"] button').click();
  return phone;
}

/** Says which languages she speaks and reads, where nobody knew. */
export async function saysLanguages(phone, codes) {
  await expect(phone).toHaveURL(/\/join\/languages$/);
  for (const code of codes) {
    await phone.locator(`input[name="speaks"][value="${code}"]`).check();
    await phone.locator(`input[name="reads"][value="${code}"]`).check();
  }
  await phone.locator('button[name="do"][value="keep"]').click();
}

/** Before anybody comes: seats for all forty at eight tables, with who offered to host. */
export async function plansSeats(page, session) {
  await page.goto(`/it/sessions/${session}`);
  await page.locator('main a[href$="/seating"]').click();
  await page.locator("#tables").fill("8");
  await page.locator('input[name="hosts"]').check();
  await page.locator('form[action$="/seating/plan"] button').click();
  await expect(page.locator("#worth-title")).toBeVisible();
  await expect(page.locator("main .verdict-yes")).toBeVisible();
  expect(await page.locator("section:has(> .tables)").count(), "turns").toBe(3);
  expect(await page.locator("section:has(> .tables)").first().locator("article.seats").count()).toBe(8);
}

/** Every table as the console shows it: its number, who sits there, who keeps it. */
export async function tables(page, session) {
  await page.goto(`/it/sessions/${session}/console`);
  return page.locator("article.seats").evaluateAll((all) =>
    all.map((card) => ({
      number: Number(card.querySelector("h3").textContent.match(/\d+/)[0]),
      people: [...card.querySelectorAll("ul > li")].map((li) => ({
        name: (li.querySelector("strong") ?? li.firstChild).textContent.trim(),
        host: Boolean(li.querySelector("strong")),
        speaks: li.querySelector("small").textContent.trim(),
      })),
    })),
  );
}

/** Does what a button of the console says, and waits until the console shows the next one. */
export async function does(page, session, id, before = async () => {}) {
  await page.goto(`/it/sessions/${session}/console`);
  await before();
  const answer = page.waitForResponse((response) => response.request().method() === "POST" && response.url().includes("/console/"));
  await page.locator(`#${id}`).click();
  expect((await answer).status(), id).toBe(303);
  await page.waitForLoadState();
  await expect(page.locator("#problem")).toHaveCount(0);
}

/** The console tells no broken rule, and every table has a host and at least two people. */
export async function rulesHold(page, session, people) {
  const all = await tables(page, session);
  await expect(page.locator("#trouble-title")).toHaveCount(0);
  const seated = all.flatMap((table) => table.people.map((person) => person.name));
  expect(seated.length, "nobody sits twice").toBe(new Set(seated).size);
  expect([...seated].sort()).toEqual([...people].sort());
  for (const table of all) expect(table.people.filter((person) => person.host).length, `host of table ${table.number}`).toBe(1);
  const where = new Map(all.flatMap((table) => table.people.map((person) => [person.name, table.number])));
  expect(where.get("Pietro Gomma"), "two who must not sit together").not.toBe(where.get("Rosa Penna"));
  return all;
}
