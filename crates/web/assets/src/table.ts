// The table, alive. Without this script every form of the page works by itself.
import { Cloth } from "./table/cloth";
import { Notes } from "./table/notes";
import { Room, type Saved } from "./table/room";
import { Turn } from "./table/turn";
import { giveBack, writing } from "./table/write";

function begin(page: DOMStringMap, texts: DOMStringMap): void {
  const state = document.querySelector<HTMLElement>("#state")!;
  const say = (words: string, waiting: boolean): void => {
    state.hidden = false;
    state.classList.toggle("is-waiting", waiting);
    if (state.textContent !== words) state.textContent = words;
  };
  const saved = (how: Saved): void => say(texts[how] ?? "", how !== "saved");
  const here = (people: Set<string>): void => {
    for (const badge of document.querySelectorAll<HTMLElement>("[data-person]")) {
      badge.querySelector<HTMLElement>("[data-live]")!.hidden = !people.has(badge.dataset.person ?? "");
    }
  };
  const refused = (lost: string[]): void => {
    giveBack(page, lost);
    say(texts.refused ?? "", true);
  };
  const room = new Room(page.room ?? "", page.hand ?? "", saved, here, refused);
  const notes = new Notes(room, page.base ?? "", texts);
  const cloth = new Cloth(room, page.writes === "true");
  let asked = 0;
  const show = (): void => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(() => {
      notes.show();
      cloth.show();
    });
  };
  room.doc.on("update", show);
  notes.signs();
  writing(room, page, texts, (id) => notes.own.add(id));
  new Turn(page.state ?? "", texts, (said) => {
    notes.hear(said);
    cloth.show();
  });
}

const page = document.querySelector<HTMLElement>("#cafe");
const texts = document.querySelector<HTMLElement>("#texts");
if (page?.dataset.room && page.dataset.hand && texts) begin(page.dataset, texts.dataset);
