// At the tables: words of six kinds in three languages, live and by plain forms; hosts who hide, sum up and choose.
import { expect } from "@playwright/test";

/** What people say, in the languages of the Lab, to three matters that come back at the wall. */
export const SAID = {
  it: [
    "Ho fatto tre ore di fila allo sportello e poi era chiuso",
    "Gli uffici non si parlano: ognuno chiede le stesse carte",
    "È difficile capire i moduli in italiano",
    "Un foglio unico dei documenti, uguale per tutti gli uffici",
    "Chi accompagna le persone fa la differenza",
    "Chi decide gli orari degli sportelli?",
  ],
  fr: [
    "J'ai attendu deux mois un rendez-vous",
    "Les bureaux n'échangent pas les dossiers",
    "Il est difficile de trouver un médiateur",
    "Une feuille unique des documents pour tous les bureaux",
    "On écoute mieux quand on est accueilli",
    "Qui traduit les lettres de la préfecture ?",
  ],
  ar: [
    "انتظرت ثلاث ساعات ولم يفهمني أحد",
    "المكاتب لا تتكلم مع بعضها",
    "من الصعب أن أجد مترجمًا",
    "وسيط لغوي في كل مكتب مرة في الأسبوع",
    "الاستقبال الجيد يغيّر كل شيء",
    "من يترجم الرسائل؟",
  ],
};
export const KINDS = ["experience", "analysis", "challenge", "idea", "reflection", "question"];

export const note = (page, words) => page.locator("#notes li", { hasText: words });

/** Writes on the live page of a table. */
export async function says(page, words, kind) {
  const form = page.locator("#write-form");
  if (!(await form.isVisible())) await page.locator("#write > summary").click();
  await form.locator("textarea").fill(words);
  if (kind) await form.locator(`label.kind-${kind}`).click();
  await form.locator('button[type="submit"]').click();
}

/** Writes by the plain form of the table where she sits; the `n`-th thing that one may say, of the `n`-th kind. */
export async function writes(person, session, n, ending = "") {
  const html = await person.get(`/${person.lang}/sessions/${session}/table`);
  const words = `${SAID[person.lang][n % 6]}${ending}`;
  const { html: after } = await person.send(html, "/notes", { words, kind: KINDS[n % 6], in: person.lang });
  expect(after, `${person.name} sees her words`).toContain(words.replaceAll("'", "&#39;"));
  return after;
}

/** The notes on a page of a table. */
export const notesOf = (html) => [...html.matchAll(/<li [^>]*data-note="([^"]+)"/g)].map(([, id]) => id);

const base = (html) => html.match(/data-base="([^"]+)"/)[1];

/** A host takes a note from the table and lays it back. */
export async function hidesAndLaysBack(host, html) {
  const [first] = notesOf(html);
  const page = await host.get(`${base(html)}/notes/${first}`);
  const without = (await host.send(page, `${first}/hidden`, { on: "1" })).html;
  expect(notesOf(without)).not.toContain(first);
  const again = (await host.send(without, `${first}/hidden`, { on: "0" })).html;
  expect(notesOf(again)).toContain(first);
}

/** A host sums up the turn. */
export async function sumsUp(host, session, words) {
  const html = await host.get(`/${host.lang}/sessions/${session}/table`);
  const after = (await host.send(html, "/summary", { words })).html;
  expect(after).toContain(words);
}

/** The three notes of a table's page that will be its strongest: these words first where they lie there. */
export function three(html, first) {
  const notes = notesOf(html);
  const at = notes.find((id) => html.split(`data-note="${id}"`)[1].split("</li>")[0].includes(first));
  return notes.sort((one, other) => Number(other === at) - Number(one === at)).slice(0, 3);
}

/** A host marks the three strongest of her table; gives how many there are. */
export async function marksThree(host, session, first) {
  const html = await host.get(`/${host.lang}/sessions/${session}/table`);
  const notes = three(html, first);
  for (const id of notes) {
    const page = await host.get(`${base(html)}/notes/${id}`);
    await host.send(page, `${id}/strong`, { on: "1" });
  }
  return notes.length;
}
