// The real npm clients, yjs and y-websocket, at a table: they converge with each other, with a reload, and with the rules.
import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { expect, test } from "@playwright/test";
import WebSocket from "ws";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import { openCafe } from "./cafe.mjs";

test.describe.configure({ mode: "serial" });

let cafe;
let room;
test.beforeAll(async () => {
  cafe = await openCafe();
  const page = await fetch(cafe.path("it", "table"), { headers: { cookie: cookie("Constantin") } });
  [, room] = (await page.text()).match(/data-room="([0-9a-f-]+)"/);
});
test.afterAll(() => cafe?.close());

const cookie = (name) => `reticolo=${cafe.cookies[name]}`;

/** Somebody with her own document and her own cookie. */
function sits(name, doc = new Y.Doc()) {
  class WithCookie extends WebSocket {
    constructor(url, protocols) {
      super(url, protocols, { headers: name ? { cookie: cookie(name) } : {} });
    }
  }
  const address = `${cafe.address.replace("http", "ws")}/live`;
  const provider = new WebsocketProvider(address, room, doc, { WebSocketPolyfill: WithCookie, disableBc: true });
  const closes = [];
  provider.on("connection-close", (event) => closes.push(event?.code));
  return { doc, provider, closes, notes: doc.getMap("notes"), rises: () => provider.destroy() };
}

function writes(person, words) {
  const id = randomUUID();
  person.doc.transact(() => {
    const note = new Y.Map();
    const fields = { author: "table", kind: null, lang: "it", x: 12.5, y: 40, hidden: false, round: 1, at: Date.now() };
    for (const [key, value] of Object.entries(fields)) note.set(key, value);
    note.set("text", new Y.Text(words));
    person.notes.set(id, note);
  });
  return id;
}

const text = (person, id) => person.notes.get(id)?.get("text")?.toString();
const synced = (...people) => expect.poll(() => people.every((person) => person.provider.synced)).toBe(true);
const cloth = ({ doc, notes }) => [notes.toJSON(), doc.getMap("links").toJSON(), doc.getArray("ink").toJSON()];
const same = (one, other) => expect.poll(() => isDeepStrictEqual(cloth(one), cloth(other))).toBe(true);

test("two clients converge, also with what was written offline", async () => {
  const [anna, bilal] = [sits("Constantin"), sits("Dritan")];
  await synced(anna, bilal);
  const [mine, yours] = [writes(anna, "Una fila di tre ore 🙂"), writes(bilal, "لا أحد يجيب على الهاتف")];
  await expect.poll(() => text(bilal, mine)).toContain("🙂");
  await expect.poll(() => text(anna, yours)).toContain("الهاتف");
  for (const letter of "sempre, ") anna.notes.get(mine).get("text").insert(0, letter);
  bilal.notes.get(mine).set("x", 99);
  bilal.doc.getMap("links").set(`${mine}|${yours}`, true);
  anna.doc.getArray("ink").push([{ by: "table", points: [1, 2, 3.5, 4], color: "#06c" }]);
  await same(anna, bilal);
  await expect.poll(() => anna.notes.get(mine).get("x")).toBe(99);

  anna.provider.disconnect();
  const offline = writes(anna, "scritta in metropolitana");
  bilal.notes.get(yours).get("text").insert(0, "davvero: ");
  anna.provider.connect();
  await expect.poll(() => text(bilal, offline)).toBe("scritta in metropolitana");
  await expect.poll(() => text(anna, yours)).toContain("davvero");
  await same(anna, bilal);

  const late = sits("Constantin");
  await synced(late);
  await same(late, anna);
  for (const person of [anna, bilal, late]) person.rises();
});

test("the server tells what is durable and who is here", async () => {
  const [anna, bilal] = [sits("Constantin"), sits("Dritan")];
  await synced(anna, bilal);
  writes(anna, "si salva?");
  const told = () => [...anna.provider.awareness.getStates().values()].find((state) => state.durable);
  const own = Y.decodeStateVector(Y.encodeStateVector(anna.doc)).get(anna.doc.clientID);
  await expect
    .poll(() => told() && Y.decodeStateVector(Buffer.from(told().durable, "base64")).get(anna.doc.clientID))
    .toBe(own);
  await expect.poll(() => Object.keys(told().here)).toHaveLength(2);
  bilal.rises();
  await expect.poll(() => Object.keys(told().here)).toEqual([String(anna.doc.clientID)]);
  anna.rises();
});

test("an edit of what somebody else wrote ends the connection and reaches nobody", async () => {
  const [anna, bilal] = [sits("Constantin"), sits("Dritan")];
  await synced(anna, bilal);
  const mine = writes(anna, "mia");
  await expect.poll(() => text(bilal, mine)).toBe("mia");
  bilal.notes.get(mine).get("text").insert(0, "non è ");
  await expect.poll(() => bilal.closes).toContain(4422);
  bilal.rises();
  const again = sits("Dritan");
  await synced(again);
  expect(text(again, mine)).toBe("mia");
  expect(text(anna, mine)).toBe("mia");
  for (const person of [anna, again]) person.rises();
});

test("whoever has no place at the table comes in by no socket", async () => {
  for (const who of [undefined, "Elena"]) {
    const stranger = sits(who);
    await expect.poll(() => stranger.closes.length).toBeGreaterThan(0);
    expect(stranger.provider.synced).toBe(false);
    stranger.rises();
  }
});
