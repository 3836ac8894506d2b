// The clock, and what the server says every few seconds. A new turn is told and offered; nobody is moved while she types.
import type { Said } from "./notes";

type State = {
  now: number;
  round: number;
  ends: number | null;
  paused: number | null;
  elsewhere: number | null;
  notes: Said[];
};

const EVERY = 6000;

export class Turn {
  private ends: number | null = null;
  /** How far the server's clock is ahead of this device's, in milliseconds. */
  private ahead = 0;
  private offered: number | null = null;

  constructor(
    private readonly address: string,
    private readonly texts: DOMStringMap,
    private readonly hear: (said: Said[]) => void,
  ) {
    this.ends = Number(document.querySelector<HTMLElement>("#clock")?.dataset.ends) || null;
    setInterval(() => this.tick(), 1000);
    setInterval(() => void this.ask(), EVERY);
    document.addEventListener("visibilitychange", () => void this.ask());
    void this.ask();
  }

  async ask(): Promise<void> {
    if (document.hidden) return;
    try {
      const answer = await fetch(this.address, { headers: { accept: "application/json" } });
      if (!answer.ok) return;
      const state = (await answer.json()) as State;
      this.ahead = state.now - Date.now();
      this.ends = state.ends;
      this.offer(state.elsewhere);
      this.hear(state.notes);
    } catch {
      // No net: the page says so elsewhere, and asks again.
    }
  }

  private tick(): void {
    const clock = document.querySelector<HTMLElement>("#clock span");
    if (!clock || this.ends === null) return;
    const left = Math.floor((this.ends - Date.now() - this.ahead) / 1000);
    if (left <= 0) clock.textContent = this.texts.over ?? "";
    else {
      const time = `${Math.floor(left / 60)}:${`${left % 60}`.padStart(2, "0")}`;
      clock.textContent = (this.texts.left ?? "#").replace("#", time);
    }
  }

  private offer(elsewhere: number | null): void {
    if (elsewhere === this.offered) return;
    this.offered = elsewhere;
    const place = document.querySelector<HTMLElement>("#moved")!;
    place.replaceChildren();
    if (elsewhere === null) return;
    const [notice, words, go] = [document.createElement("div"), document.createElement("span"), document.createElement("a")];
    notice.className = "notice";
    words.textContent = `${(this.texts.moved ?? "#").replace("#", `${elsewhere}`)} `;
    go.className = "button";
    go.href = this.texts.mine ?? "";
    go.textContent = (this.texts.go ?? "#").replace("#", `${elsewhere}`);
    words.append(go);
    notice.append(words);
    place.append(notice);
  }
}
