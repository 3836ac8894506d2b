// The Lab's long story, as people live it: from a spreadsheet to what became of somebody's words.
import { expect, test } from "@playwright/test";
import { GUESTS, inBrowsers, late, simulated } from "./lab/guests.mjs";
import { answers, approvesMinutes, latinWords, promises, promisesHerself, tries } from "./lab/after.mjs";
import { THEMES, approves, closes, harvests, opensChoice, workOut } from "./lab/plenary.mjs";
import { entersAsFacilitator, invites, makesLab, makesMeeting, readsInvitations } from "./lab/prepare.mjs";
import { comesWithPhone, does, plansSeats, rulesHold, saysLanguages, tables } from "./lab/seats.mjs";
import { hidesAndLaysBack, marksThree, note, says, sumsUp, writes } from "./lab/tables.mjs";
import { Someone, counted, told } from "./lab/someone.mjs";

test.setTimeout(420_000);

test("forty people, eight tables, three turns: from a list to answers in Arabic", async ({ browser, baseURL }) => {
  const began = Date.now();
  const laptop = await counted(await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  const title = `Sportelli vicini ${began.toString(36)}`;
  let session;
  let lab;
  let cards;

  await test.step("the facilitator makes a Lab and a World Café", async () => {
    await entersAsFacilitator(laptop);
    lab = await makesLab(laptop, title);
    session = await makesMeeting(laptop, "Terzo incontro di prova");
  });

  await test.step("she pastes a list of forty; a slip and a double are shown and mended", () => invites(laptop, session));

  await test.step("everybody has an invitation in her language", async () => {
    cards = await readsInvitations(laptop, session);
    expect(cards.size).toBe(GUESTS.length);
    expect(cards.get("Amal Prova")).toMatchObject({ lang: "ar", dir: "rtl", hasSquare: true });
    expect(cards.get("Fatou Modello").lang).toBe("fr");
    expect(cards.get("Vera Busta").lang).toBe("it");
    for (const card of cards.values()) expect(card.message).toContain(card.code);
  });

  await test.step("seats are planned for all forty", () => plansSeats(laptop, session));

  const phones = {};
  const others = {};
  await test.step("four come with phones of their own, by their codes; who was not known says her languages", async () => {
    for (const guest of inBrowsers) phones[guest.name] = await comesWithPhone(browser, cards.get(guest.name));
    const amal = phones["Amal Prova"];
    await expect(amal).toHaveURL(new RegExp(`/ar/sessions/${session}/welcome$`));
    await expect(amal.locator("html")).toHaveAttribute("dir", "rtl");
    expect(await amal.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await saysLanguages(phones["Giulia Finta"], ["it", "fr"]);
    for (const phone of Object.values(phones)) await expect(phone).toHaveURL(/\/welcome$/);
  });

  await test.step("twenty more come with simple telephones", async () => {
    for (const guest of simulated) {
      others[guest.name] = await Someone.with(baseURL, guest);
      expect(await others[guest.name].comes(cards.get(guest.name).code)).toMatch(/\/welcome$/);
    }
  });

  await test.step("one tap starts with who is here: 24 sit at eight tables, sixteen do not", async () => {
    await does(laptop, session, "do-start", () => laptop.locator("#start-tables").fill("8"));
    await rulesHold(laptop, session, [...inBrowsers, ...simulated].map((guest) => guest.name));
    expect(await tables(laptop, session)).toHaveLength(8);
  });

  await test.step("two come late; one tap gives them seats, and can be taken back", async () => {
    for (const guest of late) {
      others[guest.name] = await Someone.with(baseURL, guest);
      await others[guest.name].comes(cards.get(guest.name).code);
    }
    const here = [...inBrowsers, ...simulated].map((guest) => guest.name);
    const all = [...here, ...late.map((guest) => guest.name)];
    const before = await tables(laptop, session);
    await does(laptop, session, "do-reseat");
    await rulesHold(laptop, session, all);
    await does(laptop, session, "do-undo");
    expect(await rulesHold(laptop, session, here)).toEqual(before);
    await does(laptop, session, "do-reseat");
    await rulesHold(laptop, session, all);
  });

  /** Who plays a person by plain forms, whichever way she came. */
  const person = (name) => others[name] ?? new Someone(name, phones[name].context().request, cards.get(name).lang);
  const seatOf = (all, name) => all.find((table) => table.people.some((one) => one.name === name));
  const amal = phones["Amal Prova"];
  const WORDS = "أريد وسيطًا يتكلم العربية في مكتب الهجرة";

  await test.step("two phones at one table see each other's words at once", async () => {
    const mates = seatOf(await tables(laptop, session), "Amal Prova").people.filter((one) => one.name !== "Amal Prova");
    const mate = phones[mates[0].name] ?? (await person(mates[0].name).inHand(browser, baseURL));
    await mate.goto(`/it/sessions/${session}/table`);
    await amal.goto(`/ar/sessions/${session}/place`);
    await amal.locator('.go a[href="table"]').click();
    await expect(amal.locator("#cafe")).toBeVisible();
    await expect(amal.locator("html")).toHaveAttribute("dir", "rtl");
    await says(amal, WORDS, "idea");
    await expect(note(mate, WORDS)).toBeVisible();
    await expect(note(mate, WORDS).locator("[data-words]")).toHaveCSS("direction", "rtl");
    await says(mate, "Anche noi lo chiediamo da anni", "experience");
    await expect(note(amal, "Anche noi lo chiediamo da anni")).toBeVisible();
    expect(await amal.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });

  await test.step("the others write by the plain form, in six kinds; a host hides a note and lays it back", async () => {
    let pages = {};
    for (const [n, one] of Object.values(others).entries()) pages[one.name] = await writes(one, session, n);
    const hosts = (await tables(laptop, session)).flatMap((table) => table.people.filter((one) => one.host && others[one.name]));
    await hidesAndLaysBack(person(hosts[0].name), pages[hosts[0].name]);
  });

  await test.step("a table calls for help; the console hears it and answers", async () => {
    const caller = person("Nadia Schema");
    await caller.send(await caller.get(`/it/sessions/${session}/table`), "/help");
    await laptop.goto(`/it/sessions/${session}/console`);
    await laptop.locator('form[action$="/console/help"] button').click();
    await expect(laptop.locator("#help-title")).toHaveCount(0);
  });

  await test.step("three turns: hosts sum up, people move on and write", async () => {
    for (const turn of [1, 2, 3]) {
      const all = await tables(laptop, session);
      for (const { number, people } of all) {
        const host = person(people.find((one) => one.host).name);
        await sumsUp(host, session, `Turno ${turn}, tavolo ${number}: servono mediatori e un foglio unico`);
      }
      if (turn === 3) break;
      await does(laptop, session, "do-next");
      const now = await rulesHold(laptop, session, all.flatMap((table) => table.people.map((one) => one.name)));
      const seat = seatOf(now, "Amal Prova").number;
      if (seat !== seatOf(all, "Amal Prova").number) await amal.locator("#moved a").click();
      await expect(amal.getByRole("heading", { level: 1 })).toContainText(String(seat));
      for (const { number, people } of now) {
        const guest = people.find((one) => !one.host && others[one.name]);
        if (guest) await writes(person(guest.name), session, number + turn, ` (${turn + 1})`);
      }
    }
  });

  await test.step("each table brings its three strongest", async () => {
    const all = await tables(laptop, session);
    for (const { people } of all) expect(await marksThree(person(people.find((one) => one.host).name), session, WORDS)).toBe(3);
    await does(laptop, session, "do-finish");
    await does(laptop, session, "do-plenary");
    await laptop.locator('main a[href$="/plenary"]').click();
    await expect(laptop.locator(".notes.loose label")).toHaveCount(3 * all.length);
  });

  await test.step("the room groups them into themes and decides by consent", async () => {
    await harvests(laptop, session, phones["Fatou Modello"]);
    await laptop.goto(`/it/sessions/${session}/plenary?view=beamer`);
    await expect(laptop.locator("article.theme-decided")).toHaveCount(THEMES.length);
  });

  let proposals;
  await test.step("themes become proposals; three are chosen within the budget, and it is told why", async () => {
    proposals = await workOut(laptop, session);
    const path = await opensChoice(laptop, session);
    const [mediators, sheet, hours, offices] = proposals.map((proposal) => proposal.title);
    const voters = [...Object.keys(phones), ...Object.keys(others)].map(person);
    for (const [n, voter] of voters.entries()) await approves(voter, path, [[mediators, sheet, hours], [sheet, hours], [mediators, offices]][n % 3]);
    const chosen = await closes(laptop, path);
    expect(chosen.map((one) => one.title.replace(/^\d+\. /, "")).sort()).toEqual([mediators, sheet, hours].sort());
    for (const { why } of chosen) expect(why).toMatch(/\d/);
  });

  const ARABIC = "نعم: ابتداءً من مارس سيكون هناك وسيط كل يوم ثلاثاء.";
  await test.step("an experiment and five promises; institutions answer", async () => {
    await does(laptop, session, "do-close");
    const [mediators, sheet, hours] = proposals;
    await tries(laptop, lab, mediators);
    await promises(laptop, lab, mediators, "Prefettura di prova", "Un mediatore ogni martedì", 10);
    await promises(laptop, lab, mediators, "ASL di prova", "Un mediatore al distretto di Foggia", 12);
    await promises(laptop, lab, sheet, "Comune di prova", "Il foglio unico in tre lingue", 6);
    await promises(laptop, lab, hours, "CPIA di prova", "Uno sportello aperto la sera", 8);
    await promisesHerself(person("Salma Traccia"), lab, "أترجم الورقة الموحدة إلى العربية", 5);
    await laptop.goto(`/it/labs/${lab}/commitments`);
    await expect(laptop.locator("ul.cards > li.card")).toHaveCount(5);
    await answers(laptop, lab, mediators, { outcome: "accepted", words: "Sì: da marzo ci sarà un mediatore ogni martedì.", by: "Prefettura di prova", arabic: ARABIC });
    await answers(laptop, lab, proposals[3], { outcome: "refused", words: "Non quest'anno: manca un accordo sui dati.", by: "Comune di prova" });
  });

  await test.step("the minutes write themselves, are corrected and approved", () =>
    approvesMinutes(laptop, session, [...proposals.map((proposal) => proposal.title), "Un mediatore ogni martedì"]));

  await test.step("the one who wrote in Arabic reads in Arabic what became of her words", async () => {
    await amal.goto("/ar/mine");
    await expect(amal.locator("html")).toHaveAttribute("dir", "rtl");
    const own = amal.locator("li.mine-said").filter({ hasText: WORDS });
    await expect(own.locator("article.given .reply")).toContainText(ARABIC);
    await expect(own.locator(".verdict-yes")).toBeVisible();
    expect(await amal.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect.soft(await latinWords(amal), "all the words around are Arabic").toEqual([]);
  });
  const seconds = Math.round((Date.now() - began) / 1000);
  console.log(`the story: ${seconds} s, ${told.browsers} requests of browsers, ${told.simulated} of telephones, ${told.waits} times asked to wait`);
});
