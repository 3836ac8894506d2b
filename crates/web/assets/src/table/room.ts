// The live document of the table: joined over a WebSocket, kept on this device as long as the server has not got it.
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";

export type Note = Y.Map<unknown>;

/** What became of the last change. */
export type Saved = "saved" | "waiting" | "offline";

// The endings of the server after which this document is of no use any more.
const FOREIGN = 4409;
const REFUSED = 4422;
const NOT_ALLOWED = 4403;

const toText = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
const toBytes = (text: string): Uint8Array => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

export class Room {
  readonly doc = new Y.Doc();
  readonly notes = this.doc.getMap<Note>("notes");
  readonly links = this.doc.getMap<boolean>("links");
  readonly ink = this.doc.getArray<{ by: string; points: number[]; color: string }>("ink");
  readonly reactions = this.doc.getMap<boolean>("reactions");
  /** Whether the server was ever heard on this page, or something waits for it: then the document may be written. */
  ready = false;
  private provider: WebsocketProvider;
  private durable: Map<number, number> = new Map();
  private readonly shelf: string;
  private timer = 0;

  constructor(
    id: string,
    readonly hand: string,
    private readonly onSaved: (saved: Saved) => void,
    private readonly onHere: (people: Set<string>) => void,
    private readonly onRefused: (words: string[]) => void,
  ) {
    this.shelf = `table:${id}:${hand}`;
    this.takeFromShelf();
    const secure = location.protocol === "https:" ? "wss:" : "ws:";
    this.provider = new WebsocketProvider(`${secure}//${location.host}/live`, id, this.doc, {
      disableBc: true,
      maxBackoffTime: 5000,
    });
    this.provider.on("sync", (synced: boolean) => {
      this.ready ||= synced;
      this.told();
    });
    this.provider.on("status", () => this.told());
    this.provider.on("connection-close", (event: CloseEvent | null) => this.closed(event?.code ?? 0));
    this.provider.awareness.on("change", () => this.heard());
    this.doc.on("update", () => this.told());
  }

  /** Changes the document in one step. */
  change(change: () => void): void {
    this.doc.transact(change, this);
  }

  private heard(): void {
    const here = new Set<string>();
    for (const state of this.provider.awareness.getStates().values()) {
      if (typeof state.durable === "string") {
        try {
          this.durable = Y.decodeStateVector(toBytes(state.durable));
        } catch {
          continue;
        }
        for (const who of Object.values((state.here ?? {}) as Record<string, string>)) here.add(who);
      }
    }
    this.onHere(here);
    this.told();
  }

  /** Whether the server holds all that this page has. */
  private isDurable(): boolean {
    for (const [client, clock] of Y.decodeStateVector(Y.encodeStateVector(this.doc))) {
      if ((this.durable.get(client) ?? 0) < clock) return false;
    }
    return true;
  }

  private told(): void {
    const saved = this.ready && this.isDurable();
    if (!this.ready) return;
    this.onSaved(saved ? "saved" : this.provider.wsconnected ? "waiting" : "offline");
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.putOnShelf(saved), saved ? 0 : 200);
  }

  /** Only what the server has not got stays here: a phone is lent. */
  private putOnShelf(saved: boolean): void {
    try {
      if (saved) localStorage.removeItem(this.shelf);
      else {
        const vector = Y.encodeStateVector(this.durable as Map<number, number>);
        localStorage.setItem(this.shelf, toText(Y.encodeStateAsUpdate(this.doc, vector)));
      }
    } catch {
      // No room on this device: the words are still on the page.
    }
  }

  private takeFromShelf(): void {
    try {
      const kept = localStorage.getItem(this.shelf);
      if (!kept) return;
      Y.applyUpdate(this.doc, toBytes(kept), "shelf");
      this.ready = true;
    } catch {
      localStorage.removeItem(this.shelf);
    }
  }

  private closed(code: number): void {
    if (code === NOT_ALLOWED) {
      this.provider.disconnect();
    } else if (code === REFUSED || code === FOREIGN) {
      this.provider.destroy();
      this.ready = false;
      const lost = [...this.notes.values()].filter((note) => !this.covers(note)).map((note) => `${note.get("text")}`);
      localStorage.removeItem(this.shelf);
      this.onRefused(lost.filter((words) => words.trim() !== ""));
    }
    this.told();
  }

  /** Whether the server holds a note. */
  private covers(note: Note): boolean {
    const id = (note as unknown as { _item: { id: { client: number; clock: number } } | null })._item?.id;
    return id === undefined || (this.durable.get(id.client) ?? 0) > id.clock;
  }
}
