// The real npm clients, yjs and y-websocket, at a table: they converge, and what they wrote is there after a reconnect.
//
// Run by `cargo xtask conformance` and by the tests: node yjs.mjs WS_ADDRESS ROOM COOKIE_OF_ONE COOKIE_OF_ANOTHER
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import WebSocket from "ws";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";

const [address, room, ...cookies] = process.argv.slice(2);

/** A person with her own document and her own cookie. */
function sits(cookie, doc = new Y.Doc()) {
  class WithCookie extends WebSocket {
    constructor(url, protocols) {
      super(url, protocols, { headers: { cookie } });
    }
  }
  const provider = new WebsocketProvider(address, room, doc, { WebSocketPolyfill: WithCookie, disableBc: true });
  provider.closes = [];
  provider.on("connection-close", (event) => provider.closes.push(event?.code));
  return { doc, provider, notes: doc.getMap("notes") };
}

async function until(what, holds) {
  for (let tried = 0; tried < 200; tried += 1) {
    if (holds()) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  assert.fail(`in vain: ${what}`);
}

function writes(person, words) {
  const id = randomUUID();
  person.doc.transact(() => {
    const note = new Y.Map();
    note.set("author", "table");
    note.set("kind", null);
    note.set("lang", "it");
    note.set("text", new Y.Text(words));
    note.set("x", 12.5);
    note.set("y", 40);
    note.set("hidden", false);
    note.set("round", 1);
    note.set("at", Date.now());
    person.notes.set(id, note);
  });
  return id;
}

const text = (person, id) => person.notes.get(id)?.get("text")?.toString();

const anna = sits(cookies[0]);
const bilal = sits(cookies[1]);
await until("both are in step", () => anna.provider.synced && bilal.provider.synced);

const [mine, yours] = [writes(anna, "Una fila di tre ore 🙂"), writes(bilal, "لا أحد يجيب على الهاتف")];
await until("each reads the other", () => text(bilal, mine) && text(anna, yours));
for (const letter of "sempre, ") anna.notes.get(mine).get("text").insert(0, letter);
bilal.notes.get(mine).set("x", 99);
bilal.doc.getMap("links").set(`${mine}|${yours}`, true);
anna.doc.getArray("ink").push([{ by: "table", points: [1, 2, 3.5, 4], color: "#06c" }]);
await until("they converge", () => JSON.stringify(anna.doc.toJSON()) === JSON.stringify(bilal.doc.toJSON()));
assert.equal(bilal.notes.get(mine).get("x"), 99);

const durable = () => [...anna.provider.awareness.getStates().values()].find((state) => state.durable);
await until("the server tells what is durable", () => {
  if (!durable()) return false;
  const clocks = Y.decodeStateVector(Buffer.from(durable().durable, "base64"));
  return clocks.get(anna.doc.clientID) === Y.decodeStateVector(Y.encodeStateVector(anna.doc)).get(anna.doc.clientID);
});
await until("the server tells who is here", () => Object.keys(durable().here).length === 2);

// Offline, then back with the same document.
anna.provider.disconnect();
const offline = writes(anna, "scritta in metropolitana");
bilal.notes.get(yours).get("text").insert(0, "davvero: ");
anna.provider.connect();
await until("what was written offline is merged", () => text(bilal, offline) && text(anna, yours).startsWith("davvero"));

// What somebody else wrote is refused, and reaches nobody.
bilal.notes.get(mine).get("text").insert(0, "non è vero: ");
await until("the connection ends", () => bilal.provider.closes.includes(4422));
bilal.provider.destroy();
const third = sits(cookies[1]);
await until("a fresh copy is in step", () => third.provider.synced);
assert.equal(text(third, mine), text(anna, mine));
assert.ok(!text(third, mine).includes("non è vero"));
assert.deepEqual(third.doc.toJSON(), anna.doc.toJSON());

for (const person of [anna, third]) person.provider.destroy();
console.log("yjs and y-websocket: converge");
process.exit(0);
