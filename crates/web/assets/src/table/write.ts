// Writing: what is typed is kept on the device until it is on the table; it goes into the document when that is alive, and
// by the plain form otherwise.
import * as Y from "yjs";
import type { Note, Room } from "./room";

const spot = (place: number): [number, number] => [20 + (place % 5) * 236, 20 + (Math.floor(place / 5) % 4) * 190];

export function writing(room: Room, page: DOMStringMap, texts: DOMStringMap, wrote: (id: string) => void): void {
  const form = document.querySelector<HTMLFormElement>("#write-form");
  const words = form?.querySelector<HTMLTextAreaElement>("textarea");
  if (!form || !words) return;
  const shelf = `draft:${page.room}:${page.hand}`;
  const most = Number(words.dataset.most) || 2000;
  if (words.value === "") words.value = localStorage.getItem(shelf) ?? "";
  words.addEventListener("input", () => {
    words.setCustomValidity("");
    try {
      localStorage.setItem(shelf, words.value.slice(0, 1_000_000));
    } catch {
      // No room on this device: the words are still in the box.
    }
  });
  form.addEventListener("submit", (event) => {
    const typed = words.value.trim();
    const length = [...typed].length;
    if (length > most) {
      event.preventDefault();
      words.setCustomValidity((texts.long ?? "").replace("#", `${length}`));
      words.reportValidity();
      return;
    }
    if (typed === "" || !room.ready) {
      if (typed !== "") localStorage.removeItem(shelf);
      return;
    }
    event.preventDefault();
    const id = lay(room, new FormData(form), typed, Number(page.round) || 1);
    wrote(id);
    localStorage.removeItem(shelf);
    words.value = "";
    form.querySelector<HTMLInputElement>('input[name="kind"][value=""]')!.checked = true;
    words.focus();
  });
}

function lay(room: Room, form: FormData, typed: string, round: number): string {
  const id = crypto.randomUUID ? crypto.randomUUID() : uuid();
  const note: Note = new Y.Map();
  const [x, y] = spot(room.notes.size);
  room.change(() => {
    note.set("author", form.get("signed") ? room.hand : "table");
    note.set("kind", form.get("kind") || null);
    note.set("lang", `${form.get("in") ?? "it"}`);
    note.set("text", new Y.Text(typed));
    note.set("x", x);
    note.set("y", y);
    note.set("hidden", false);
    note.set("round", round);
    note.set("at", Date.now());
    room.notes.set(id, note);
  });
  return id;
}

/** Where a page is not served over TLS, the browser draws no ids. */
function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 15) | 64;
  bytes[8] = ((bytes[8] ?? 0) & 63) | 128;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** Words that the server did not take go back into the box. */
export function giveBack(page: DOMStringMap, lost: string[]): void {
  if (lost.length === 0) return;
  const shelf = `draft:${page.room}:${page.hand}`;
  const box = document.querySelector<HTMLTextAreaElement>("#write-form textarea");
  const all = [box?.value ?? "", ...lost].filter((words) => words !== "").join("\n\n");
  if (box) box.value = all;
  localStorage.setItem(shelf, all);
}
