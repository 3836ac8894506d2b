// What a person does, from the first page to what she came for.
import { expect, test } from "@playwright/test";
import { firstCard } from "./pages.mjs";

test("somebody who writes as she hears finds the renewal and its documents", async ({ page }) => {
  await page.goto("/it/");
  await page.getByLabel("Scrivi con parole tue").fill("permeso di sogiorno scaduto");
  await page.getByRole("button", { name: "Cerca" }).click();
  await expect(page).toHaveURL(/\/it\/find\?q=/);
  const hit = page.locator("main li h3").first();
  await expect(hit).toContainText("permesso");
  await hit.getByRole("link").click();
  await expect(page.getByRole("heading", { name: "Cosa serve" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Posso usarlo?" })).toBeVisible();
});

test("somebody who reads Arabic is told in Arabic, from right to left", async ({ page }) => {
  await page.goto("/ar/");
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await page.getByRole("searchbox").fill("دكتور بدون أوراق");
  await page.getByRole("searchbox").press("Enter");
  await page.locator("main li h3").first().getByRole("link").click();
  await expect(page.locator("html")).toHaveAttribute("lang", "ar");
  await expect(page.locator("h1")).toContainText(/[\u0600-\u06ff]/);
});

test("what she says about herself changes the answer and is in no address", async ({ page }) => {
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto("/it/find?q=codice+stp");
  await page.getByText("Quali servizi posso usare?").click();
  await page.getByLabel("Quale permesso o situazione hai?").selectOption("irregular");
  await page.getByRole("button", { name: "Vedi la risposta" }).click();
  await expect(page.locator("main")).toContainText("Codice STP");
  await page.locator("main h3", { hasText: "Codice STP" }).first().locator("a, button").click();
  await expect(page.locator("main")).toContainText(/Sì|puoi/i);
  expect(asked.filter((url) => url.includes("irregular"))).toEqual([]);
  expect(await page.context().cookies()).toEqual([]);
});

test("the guided path asks little, can be skipped, and ends with what to do first", async ({ page }) => {
  await page.goto("/it/path");
  await page.getByRole("button", { name: "Salute" }).click();
  await page.getByRole("button", { name: /STP/ }).first().click();
  for (let asked = 0; asked < 12; asked += 1) {
    const skip = page.getByRole("button", { name: /Salta|Non lo so|Non lo dico/ }).first();
    if ((await skip.count()) === 0) break;
    await expect(page.locator("main")).not.toContainText("Quale permesso");
    await skip.click();
  }
  await expect(page.locator("main ol li").first()).toBeVisible();
  expect(page.url()).toMatch(/\/it\/path$/);
});

test("somebody says that the hours are wrong and finds her message again by its code", async ({ page }) => {
  const card = await firstCard(page, "it", "codice stp");
  await page.goto(card);
  await page.getByRole("link", { name: "Questo è sbagliato" }).click();
  await page.getByLabel("Gli orari").check();
  await page.getByLabel("Spiega con parole tue").fill("Il giovedì pomeriggio è chiuso.");
  await page.getByRole("button", { name: "Manda" }).click();
  const text = await page.locator("main").innerText();
  const code = text.match(/[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}/)?.[0];
  expect(code, text).toBeTruthy();
  await page.goto("/it/answer");
  await page.getByLabel("Il codice").fill(code.toLowerCase());
  await page.getByRole("button", { name: "Leggi la risposta" }).click();
  await expect(page.locator("main")).toContainText("Il giovedì pomeriggio è chiuso.");
  await page.goto("/it/answer");
  await page.getByLabel("Il codice").fill("0000-0000-0000-0000");
  await page.getByRole("button", { name: "Leggi la risposta" }).click();
  await expect(page.locator("main")).not.toContainText("Il giovedì pomeriggio");
});

test("changing the language keeps the page", async ({ page }) => {
  const card = await firstCard(page, "it");
  await page.goto(card);
  await page.locator(".languages summary").click();
  await page.getByRole("link", { name: "العربية" }).click();
  await expect(page).toHaveURL(new RegExp(card.replace("/it/", "/ar/")));
});

test("a sensitive card can be left at once", async ({ page }) => {
  await page.goto(await firstCard(page, "it", "violenza in famiglia"));
  const exit = page.getByRole("link", { name: "Esci subito" });
  await expect(exit).toBeVisible();
  await expect(exit).toHaveAttribute("rel", /noreferrer/);
});

test("the keyboard alone is enough", async ({ page }) => {
  await page.goto("/it/");
  await page.keyboard.press("Tab");
  await expect(page.locator(":focus")).toHaveAttribute("href", "#main");
  await page.keyboard.press("Enter");
  await page.getByRole("searchbox").focus();
  await page.keyboard.type("corso di italiano");
  await page.keyboard.press("Enter");
  await expect(page.locator("main li h3").first()).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("search, filter, card and print are there", async ({ page }) => {
    await page.goto("/it/find?q=corso+di+italiano");
    const all = await page.locator(".count").innerText();
    await page.getByText("Filtri", { exact: true }).click();
    await page.locator('input[name="free"]').check();
    await page.locator("form", { has: page.locator('input[name="free"]') }).getByRole("button").first().click();
    await expect(page.locator(".count")).not.toHaveText("");
    expect(all).not.toEqual("");
    await page.locator("main li h3 a").first().click();
    await expect(page.locator("main svg.map, main figure svg").first()).toBeVisible();
  });

  test("the towns near are listed before the map", async ({ page }) => {
    await page.goto("/it/near?place=Lecce");
    await expect(page.getByRole("heading", { name: "Vicino a Lecce" })).toBeVisible();
    await expect(page.locator("main li h4").first()).toBeVisible();
  });
});

test("bad input is answered with words, never with a failure", async ({ request }) => {
  const long = "pane ".repeat(2000);
  const bad = [
    `/it/find?q=${encodeURIComponent(long)}`,
    `/it/find?q=${encodeURIComponent("\u202e\u0000<script>alert(1)</script>")}`,
    "/it/find?q=pane&page=-1",
    "/it/find?q=pane&page=1000000000",
    "/it/find?need=no.such.need",
    "/xx/find?q=pane",
    "/it/services/not-an-id",
    "/it/services/00000000-0000-0000-0000-000000000000",
    "/it/near?place=Atlantide",
  ];
  for (const path of bad) {
    const answer = await request.get(path);
    expect(answer.status(), path).toBeLessThan(500);
    expect(await answer.text(), path).not.toContain("<script>alert");
  }
});
