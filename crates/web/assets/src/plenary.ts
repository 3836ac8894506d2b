// The wall, made livelier: the clock counts, other people's steps appear, notes can be dragged onto a theme, and digits put
// the chosen notes into the theme of that number. Without it everything works by its buttons.

const EVERY = 4_000;

function wall(): HTMLElement | null {
  return document.querySelector<HTMLElement>("#wall");
}

function written(seconds: number): string {
  const rest = Math.max(0, seconds);
  return `${Math.floor(rest / 60)}:${String(rest % 60).padStart(2, "0")}`;
}

function count(): void {
  const clock = document.querySelector<HTMLElement>(".clock[data-left]");
  const shown = clock?.querySelector("bdi");
  if (!clock || !shown) return;
  const left = Number(clock.dataset.left) - 1;
  clock.dataset.left = String(left);
  shown.textContent = written(left);
  clock.classList.toggle("clock-out", left <= 0);
}

/** Whether somebody is in the middle of something that a new page would take away. */
function isBusy(): boolean {
  const chosen = document.querySelector("#wall input:checked");
  const typing = document.activeElement?.matches("#wall textarea, #wall input[type=text]");
  return chosen !== null || typing === true;
}

async function look(): Promise<void> {
  const now = wall();
  if (!now || document.hidden) return;
  const address = new URL(location.href);
  address.searchParams.set("seen", now.dataset.seen ?? "0");
  const answer = await fetch(address, { headers: { accept: "text/html" } });
  if (answer.status !== 200) return;
  if (isBusy()) {
    tell(now);
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const next = page.querySelector("#wall");
  if (next) now.replaceWith(document.adoptNode(next));
}

function tell(now: HTMLElement): void {
  if (document.querySelector("#wall-news")) return;
  const link = document.createElement("a");
  link.href = location.href;
  link.textContent = now.dataset.changed ?? "";
  const news = document.createElement("p");
  news.id = "wall-news";
  news.className = "notice notice-warning";
  news.setAttribute("role", "status");
  news.append(link);
  now.prepend(news);
}

function add(theme: Element | null | undefined): void {
  theme?.querySelector<HTMLButtonElement>("button[data-add]")?.click();
}

function theme(target: EventTarget | null): Element | null {
  return target instanceof Element ? target.closest("[data-theme]") : null;
}

function drag(): void {
  document.addEventListener("pointerdown", (event) => {
    const note = event.target instanceof Element ? event.target.closest<HTMLElement>(".note") : null;
    if (note?.querySelector("input[type=checkbox]")) note.draggable = event.pointerType === "mouse";
  });
  document.addEventListener("dragstart", (event) => {
    const box = event.target instanceof Element ? event.target.querySelector("input[type=checkbox]") : null;
    if (!(box instanceof HTMLInputElement) || !event.dataTransfer) return;
    box.checked = true;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", box.value);
  });
  document.addEventListener("dragover", (event) => {
    const over = theme(event.target);
    for (const other of document.querySelectorAll(".is-over")) other.classList.toggle("is-over", other === over);
    if (!over?.querySelector("[data-add]")) return;
    event.preventDefault();
    over.classList.add("is-over");
  });
  document.addEventListener("drop", (event) => {
    const over = theme(event.target);
    if (!over) return;
    event.preventDefault();
    add(over);
  });
}

function keys(): void {
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof Element && event.target.matches("textarea, input[type=text]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !/^[1-9]$/.test(event.key)) return;
    if (document.querySelector("#wall input[name=note]:checked")) {
      add(document.querySelector(`[data-theme="${event.key}"]`));
    }
  });
}

if (wall()) {
  setInterval(count, 1_000);
  // A missed look is made up for by the next one.
  setInterval(() => void look().catch(() => undefined), EVERY);
  drag();
  keys();
}
