// Who keeps the members of an organisation, from the demonstration's tap to an invitation that somebody accepts.
import AxeBuilder from "@axe-core/playwright";
import { createHmac } from "node:crypto";
import { expect, test } from "@playwright/test";

/** The six digits of a moment (RFC 6238), made apart from the server: what an app on a telephone shows. */
function digits(secret, seconds = Date.now() / 1000) {
  const signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret.replace(/\s/g, "")].map((sign) => signs.indexOf(sign).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(seconds / 30)));
  const hash = createHmac("sha1", key).update(step).digest();
  const at = hash[hash.length - 1] & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

async function accessible(page, name) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).join(", ")}`), name).toEqual([]);
}

for (const lang of ["it", "ar"]) {
  test(`an administrator invites somebody, who joins with her telephone (${lang})`, async ({ page, browser }) => {
    await page.goto(`/${lang}/demo`);
    await page.locator('form[action$="/demo/enter/administrator"] button').click();
    await expect(page).toHaveURL(new RegExp(`/${lang}/account$`));
    await accessible(page, "account");
    await page.locator('main a[href$="/members"]').click();
    await page.locator("#name").fill("Berta Prova");
    await page.locator("#email").fill(`berta.${lang}.${Date.now()}@prova.example`);
    await page.locator('main > form input[value="operator"]').check();
    await page.locator('main > form button[type="submit"]').click();
    const link = (await page.locator("code.secret").textContent()).trim();
    await accessible(page, "members");

    const hers = await browser.newContext();
    const phone = await hers.newPage();
    await phone.goto(link.replace(/^.*?\/(?=[a-z]{2}\/invitation)/, "/"));
    await expect(phone.locator(".square svg")).toBeVisible();
    await accessible(phone, "invitation");
    const secret = await phone.locator("code.secret").textContent();
    await phone.locator("#password").fill("cavallo tre finestre blu");
    await phone.locator("#again").fill("cavallo tre finestre blu");
    await phone.locator("#digits").fill(digits(secret));
    await phone.locator('main form button[type="submit"]').click();
    await expect(phone.locator(".codes code")).toHaveCount(8);
    await accessible(phone, "spare codes");
    await phone.locator('main a[href$="/account"]').click();
    await expect(phone.locator("main")).toContainText("Berta Prova");
    await accessible(phone, "second factor");
    await phone.locator(".me button").click();
    await phone.goto(`/${lang}/account`);
    await expect(phone).toHaveURL(new RegExp(`/${lang}/sign-in$`));
    await hers.close();
  });
}
