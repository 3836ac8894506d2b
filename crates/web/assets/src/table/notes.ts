// The list of what is said: the same elements that the server wrote, kept as the live document says.
import type { Note, Room } from "./room";

/** What the server says of a note in the reader's language. */
export type Said = {
  id: string;
  words: string;
  lang: string;
  original: [string, string, string] | null;
  mark: string | null;
  by: string;
  mine: boolean;
};

const SIGNS = ["thumb", "heart", "ask"];

export class Notes {
  private readonly list = document.querySelector<HTMLOListElement>("#notes")!;
  private readonly template = document.querySelector<HTMLTemplateElement>("#note-template")!;
  private readonly empty = document.querySelector<HTMLElement>("#empty")!;
  private readonly news = document.querySelector<HTMLElement>("#news")!;
  private said = new Map<string, Said>();
  private started = false;
  /** Notes that this page wrote: nobody needs to be told of them. */
  readonly own = new Set<string>();

  constructor(
    private readonly room: Room,
    private readonly base: string,
    private readonly texts: DOMStringMap,
  ) {}

  item(id: string): HTMLLIElement | null {
    return this.list.querySelector<HTMLLIElement>(`li[data-note="${CSS.escape(id)}"]`);
  }

  hear(said: Said[]): void {
    this.said = new Map(said.map((one) => [one.id, one]));
    this.show();
  }

  /** Brings the list to what the document says. What only the server has stays as it is. */
  show(): void {
    const fresh: string[] = [];
    for (const [id, note] of this.room.notes) {
      const found = this.item(id);
      if (note.get("hidden") === true) {
        found?.remove();
        continue;
      }
      const words = `${note.get("text") ?? ""}`;
      if (words.trim() === "") continue;
      if (!found) fresh.push(words);
      this.fill(found ?? this.make(id, note), id, note, words);
    }
    for (const item of this.list.querySelectorAll<HTMLLIElement>("li[data-live]")) {
      if (!this.room.notes.has(item.dataset.note ?? "")) item.remove();
    }
    this.lines();
    this.empty.hidden = this.list.children.length > 0;
    if (this.started && fresh.length > 0) this.announce(fresh.at(-1) ?? "");
    this.started = this.room.ready;
  }

  private announce(words: string): void {
    this.news.textContent = `${this.texts.news ?? ""} ${words.slice(0, 120)}`;
  }

  private make(id: string, note: Note): HTMLLIElement {
    const item = (this.template.content.cloneNode(true) as DocumentFragment).querySelector("li")!;
    item.id = `note-${id}`;
    item.dataset.note = id;
    item.dataset.at = `${note.get("at") ?? 0}`;
    const form = item.querySelector("form");
    if (form) form.action = `${this.base}/notes/${id}/signs`;
    const more = item.querySelector<HTMLAnchorElement>("[data-more]");
    if (more) {
      more.href = `${this.base}/notes/${id}`;
      more.setAttribute("aria-label", `${more.textContent?.trim()}: ${`${note.get("text")}`.slice(0, 60)}`);
    }
    const at = Number(item.dataset.at);
    const before = [...this.list.children].find((other) => Number((other as HTMLElement).dataset.at) < at);
    this.list.insertBefore(item, before ?? null);
    return item;
  }

  private fill(item: HTMLLIElement, id: string, note: Note, words: string): void {
    item.dataset.live = "";
    item.dataset.x = `${note.get("x") ?? 0}`;
    item.dataset.y = `${note.get("y") ?? 0}`;
    const part = <E extends HTMLElement>(name: string): E => item.querySelector<E>(`[data-${name}]`)!;
    const kind = typeof note.get("kind") === "string" ? `${note.get("kind")}` : "";
    if (item.dataset.kind !== kind) {
      item.dataset.kind = kind;
      item.className = `note${kind ? ` kind-${kind}` : ""}`;
      const template = document.querySelector<HTMLTemplateElement>(`template[data-kind-of="${CSS.escape(kind)}"]`);
      part("kind").replaceChildren(...(template ? [template.content.cloneNode(true)] : []));
    }
    const said = this.said.get(id);
    const translated = said?.original && said.original[0] === words;
    this.put(part("words"), translated ? said.words : words, translated ? said.lang : `${note.get("lang") ?? ""}`);
    part("translated").hidden = !translated;
    if (translated) {
      part("mark").textContent = said.mark ?? "";
      this.put(part("original"), words, said.original?.[1] ?? "");
    }
    if (said) part("by").textContent = said.by;
    part("mine").hidden = !(said?.mine ?? this.own.has(id));
    part("round").textContent = (this.texts.round ?? "#").replace("#", `${note.get("round") ?? 1}`);
    part("star").hidden = note.get("strong") !== true;
    this.count(item, id);
  }

  private put(element: HTMLElement, words: string, lang: string): void {
    if (element.textContent !== words) element.textContent = words;
    if (lang) element.lang = lang;
  }

  private count(item: HTMLLIElement, id: string): void {
    for (const sign of SIGNS) {
      const button = item.querySelector<HTMLButtonElement>(`button[value="${sign}"]`);
      if (!button) continue;
      const given = [...this.room.reactions.keys()].filter((key) => key.startsWith(`${id}|`) && key.endsWith(`|${sign}`));
      button.querySelector("[data-count]")!.textContent = `${given.length}`;
      button.setAttribute("aria-pressed", `${given.includes(`${id}|${this.room.hand}|${sign}`)}`);
    }
  }

  private lines(): void {
    const linked = new Map<string, string[]>();
    for (const key of this.room.links.keys()) {
      const [a, b] = key.split("|");
      if (!a || !b) continue;
      linked.set(a, [...(linked.get(a) ?? []), b]);
      linked.set(b, [...(linked.get(b) ?? []), a]);
    }
    for (const id of this.room.notes.keys()) {
      const item = this.item(id);
      if (!item) continue;
      const others = (linked.get(id) ?? []).map((other) => this.item(other)).filter((other) => other !== null);
      const links = others.map((other) => {
        const link = document.createElement("a");
        link.href = `#${other.id}`;
        link.dir = "auto";
        link.textContent = (other.querySelector("[data-words]")?.textContent ?? "").slice(0, 60);
        return link;
      });
      item.querySelector<HTMLElement>("[data-linked]")!.hidden = links.length === 0;
      item.querySelector("[data-lines]")!.replaceChildren(...links.flatMap((link, n) => (n > 0 ? [" · ", link] : [link])));
    }
  }

  /** A tap on a sign gives it, or takes it back. */
  signs(): void {
    this.list.addEventListener("submit", (event) => {
      const id = (event.target as HTMLElement).closest<HTMLElement>("[data-note]")?.dataset.note;
      const sign = (event.submitter as HTMLButtonElement | null)?.value;
      if (!id || !sign || !this.room.ready || !this.room.notes.has(id)) return;
      event.preventDefault();
      const key = `${id}|${this.room.hand}|${sign}`;
      this.room.change(() => {
        if (this.room.reactions.has(key)) this.room.reactions.delete(key);
        else this.room.reactions.set(key, true);
      });
    });
  }
}
