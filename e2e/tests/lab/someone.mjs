// Somebody with a telephone whom the test plays: she asks for pages and sends their plain forms, without a script.
import { expect, request } from "@playwright/test";

/** What the story cost: requests of browsers, requests of telephones, and how often somebody was asked to wait. */
export const told = { browsers: 0, simulated: 0, waits: 0 };

/** Counts what a browser asks for. */
export function counted(context) {
  context.on("request", () => {
    told.browsers += 1;
  });
  return context;
}

const decoded = (text) =>
  text.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code))).replace(/&quot;/g, '"').replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

const attribute = (tag, name) => decoded(tag.match(new RegExp(`\\s${name}="([^"]*)"`))?.[1] ?? "");

/** The forms of a page: where each is sent, and what stands in it. */
export function forms(html) {
  return [...html.matchAll(/<form([^>]*)>([\s\S]*?)<\/form>/g)].map(([, head, inside]) => {
    const hidden = [...inside.matchAll(/<input type="hidden"[^>]*>/g)].map(([tag]) => [attribute(tag, "name"), attribute(tag, "value")]);
    return { action: attribute(head, "action"), fields: Object.fromEntries(hidden), inside };
  });
}

export class Someone {
  constructor(name, api, lang) {
    Object.assign(this, { name, api, lang });
  }

  static async with(baseURL, guest) {
    const lang = { arabo: "ar", francese: "fr" }[guest.lang] ?? "it";
    return new Someone(guest.name, await request.newContext({ baseURL }), lang);
  }

  async get(path) {
    told.simulated += 1;
    const answer = await this.api.get(path);
    expect(answer.status(), `${this.name} reads ${path}`).toBe(200);
    return answer.text();
  }

  /** Sends a form. Whoever is told that there were too many at once waits, as a person does. */
  async post(path, form) {
    for (let tries = 0; ; tries += 1) {
      told.simulated += 1;
      const answer = await this.api.post(path, { form });
      if (answer.status() !== 429 || tries > 60) {
        expect(answer.status(), `${this.name} sends ${path}`).toBe(200);
        return { html: await answer.text(), url: new URL(answer.url()).pathname };
      }
      told.waits += 1;
      await new Promise((done) => setTimeout(done, 1000));
    }
  }

  /** Sends the form of a page whose address ends so, with this filled in. */
  async send(html, end, filled = {}) {
    const form = forms(html).find((one) => one.action.split(/[?#]/)[0].endsWith(end));
    expect(form, `${this.name} finds a form to ${end}`).toBeTruthy();
    return this.post(form.action, { ...form.fields, ...filled });
  }

  /** Comes in by her code and says what she is asked. */
  async comes(code, speaks = "it") {
    const door = await this.get(`/${this.lang}/join`);
    const { html, url } = await this.send(door, "/join", { code });
    if (!url.endsWith("/join/languages")) return url;
    return (await this.send(html, "/join/languages", { speaks, reads: speaks, do: "keep" })).url;
  }

  /** Opens a browser that is hers: the telephone is taken in hand. */
  async inHand(browser, baseURL) {
    const context = await browser.newContext({ baseURL, viewport: { width: 360, height: 740 }, storageState: await this.api.storageState() });
    return counted(context).newPage();
  }
}
