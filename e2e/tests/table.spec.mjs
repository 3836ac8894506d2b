// Two phones at one table: what one writes the other reads, with the net and without.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { openCafe } from "./cafe.mjs";

test.describe.configure({ mode: "serial" });

let cafe;
test.beforeAll(async () => {
  cafe = await openCafe();
});
test.afterAll(() => cafe?.close());

async function says(page, words, kind) {
  const form = page.locator("#write-form");
  if (!(await form.isVisible())) await page.locator("#write > summary").click();
  await form.locator("textarea").fill(words);
  if (kind) await form.getByText(kind, { exact: true }).first().click();
  await form.locator('button[type="submit"]').click();
}

const note = (page, words) => page.locator("#notes li", { hasText: words });

async function nothingInTheWay(page, name) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).join(", ")}`), name).toEqual([]);
}

test("two people at one table write and see each other", async ({ browser }) => {
  const constantin = await cafe.phone(browser, "Constantin");
  const amina = await cafe.phone(browser, "Amina");
  await constantin.goto(cafe.path("it", "table"));
  await amina.goto(cafe.path("ar", "table"));
  await expect(amina.locator("html")).toHaveAttribute("dir", "rtl");
  await expect(constantin.locator("#state")).toHaveText("Salvato");
  await says(constantin, "Uno sportello per tutti", "Idea");
  await expect(note(amina, "Uno sportello per tutti")).toBeVisible();
  await expect(constantin.locator("#state")).toHaveText("Salvato");
  await says(amina, "بلغات كثيرة");
  await expect(note(constantin, "بلغات كثيرة")).toBeVisible();
  await note(amina, "Uno sportello").locator('button[value="heart"]').click();
  await expect(note(constantin, "Uno sportello").locator('button[value="heart"] b')).toHaveText("1");
  await expect(constantin.locator("[data-person]", { hasText: "Amina" }).locator("[data-live]")).toBeVisible();
  await constantin.context().close();
  await amina.context().close();
});

test("whoever loses the net goes on writing, and it arrives", async ({ browser }) => {
  const constantin = await cafe.phone(browser, "Constantin");
  const dritan = await cafe.phone(browser, "Dritan");
  await constantin.goto(cafe.path("it", "table"));
  await dritan.goto(cafe.path("sq", "table"));
  await expect(constantin.locator("#state")).toHaveText("Salvato");
  await constantin.context().setOffline(true);
  await constantin.evaluate(() => window.dispatchEvent(new Event("offline")));
  await says(constantin, "Scritto in galleria");
  await expect(note(constantin, "Scritto in galleria")).toBeVisible();
  await expect(constantin.locator("#state")).not.toHaveText("Salvato");
  await expect(note(dritan, "Scritto in galleria")).toHaveCount(0);
  await constantin.context().setOffline(false);
  await expect(note(dritan, "Scritto in galleria")).toBeVisible({ timeout: 20_000 });
  await expect(constantin.locator("#state")).toHaveText("Salvato", { timeout: 20_000 });
  await constantin.context().close();
  await dritan.context().close();
});

test("the host takes a note off the table and lays it back", async ({ browser }) => {
  const amina = await cafe.phone(browser, "Amina");
  const dritan = await cafe.phone(browser, "Dritan");
  await dritan.goto(cafe.path("it", "table"));
  await amina.goto(cafe.path("it", "table"));
  await says(dritan, "Da togliere");
  await note(amina, "Da togliere").locator("[data-more]").click();
  await amina.getByRole("button", { name: "Togli", exact: true }).click();
  await expect(note(dritan, "Da togliere")).toHaveCount(0);
  await amina.locator("#hidden summary").click();
  await amina.locator("#hidden li", { hasText: "Da togliere" }).getByRole("button").click();
  await expect(note(dritan, "Da togliere")).toBeVisible();
  await amina.context().close();
  await dritan.context().close();
});

test("the cloth is moved by the keyboard alone, and the other sees it", async ({ browser }) => {
  const amina = await cafe.phone(browser, "Amina");
  const dritan = await cafe.phone(browser, "Dritan");
  for (const page of [amina, dritan]) {
    await page.goto(cafe.path("it", "table"));
    await expect(page.locator("#state")).toHaveText("Salvato");
  }
  const there = note(dritan, "Uno sportello");
  const before = Number(await there.getAttribute("data-x"));
  await amina.getByRole("button", { name: "Tovaglia" }).click();
  await note(amina, "Uno sportello").focus();
  await amina.keyboard.press("ArrowRight");
  await expect.poll(async () => Number(await there.getAttribute("data-x"))).toBe(before + 24);
  await amina.context().close();
  await dritan.context().close();
});

test("what is typed is text, whatever it is", async ({ browser }) => {
  const page = await cafe.phone(browser, "Dritan");
  await page.goto(cafe.path("it", "table"));
  await expect(page.locator("#state")).toHaveText("Salvato");
  await says(page, "<img src=x onerror=document.title='x'> 👩🏽‍⚕️ مرحبا");
  await expect(note(page, "<img src=x").first()).toBeVisible();
  expect(await page.locator("#notes img").count()).toBe(0);
  await says(page, "a".repeat(5_000));
  await expect(page.locator("#write-form textarea")).toHaveValue("a".repeat(5_000));
  await page.context().close();
});

for (const lang of ["it", "ar"]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`nothing is in the way at the table: ${lang}, ${colorScheme}`, async ({ browser }) => {
      const page = await cafe.phone(browser, "Amina", { colorScheme });
      await page.goto(cafe.path(lang, "table"));
      await expect(page.locator("#notes li").first()).toBeVisible();
      await nothingInTheWay(page, "table");
      await page.locator('[data-view="cloth"]').click();
      await nothingInTheWay(page, "cloth");
      await page.locator('[data-view="list"]').click();
      await page.locator("[data-more]").first().click();
      await nothingInTheWay(page, "note");
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide, "nothing hangs over the edge").toBeLessThanOrEqual(360);
      await page.context().close();
    });
  }
}

test("the whole page weighs at most 110 KB", async ({ browser }) => {
  const page = await cafe.phone(browser, "Amina");
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  let bytes = 0;
  session.on("Network.loadingFinished", ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await page.goto(cafe.path("it", "table"), { waitUntil: "load" });
  await page.waitForTimeout(500);
  expect(bytes).toBeLessThan(110 * 1024);
  await page.context().close();
});
