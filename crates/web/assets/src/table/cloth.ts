// The cloth: the same notes where people laid them, lines between them, and strokes. Everything by pointer and by keyboard.
import type { Room } from "./room";

const NS = "http://www.w3.org/2000/svg";
const STEP = 24;
const WIDTH = 1200;
const HEIGHT = 800;

export class Cloth {
  private readonly cloth = document.querySelector<HTMLElement>("#cloth")!;
  private readonly inside = this.cloth.querySelector<HTMLElement>(".cloth-inside")!;
  private readonly ink = document.querySelector<SVGSVGElement>("#ink")!;
  private readonly tools = document.querySelector<HTMLElement>("#cloth-tools")!;
  private readonly list = document.querySelector<HTMLOListElement>("#notes")!;
  private readonly home = this.list.parentElement!;
  private open = false;

  constructor(
    private readonly room: Room,
    private readonly writes: boolean,
  ) {
    const views = document.querySelector<HTMLElement>("#views")!;
    views.hidden = false;
    for (const button of views.querySelectorAll<HTMLButtonElement>("[data-view]")) {
      button.addEventListener("click", () => {
        for (const other of views.querySelectorAll("[data-view]")) other.setAttribute("aria-pressed", `${other === button}`);
        this.toggle(button.dataset.view === "cloth");
      });
    }
    if (!writes) return;
    this.inside.addEventListener("pointerdown", (event) => this.grab(event));
    this.inside.addEventListener("keydown", (event) => this.step(event));
    this.ink.addEventListener("pointerdown", (event) => this.draw(event));
    const draw = this.tools.querySelector<HTMLButtonElement>('[data-tool="draw"]');
    draw?.addEventListener("click", () => {
      const on = this.cloth.classList.toggle("is-drawing");
      draw.setAttribute("aria-pressed", `${on}`);
    });
    this.tools.querySelector('[data-tool="erase"]')?.addEventListener("click", () => this.erase());
  }

  private toggle(open: boolean): void {
    this.open = open;
    this.cloth.hidden = this.tools.hidden = !open;
    if (open) this.inside.append(this.list);
    else this.home.append(this.list);
    this.show();
  }

  /** Lays everything where the document says. */
  show(): void {
    const items = [...this.list.querySelectorAll<HTMLLIElement>("li[data-note]")];
    for (const item of items) {
      if (this.open) {
        item.tabIndex = 0;
        item.style.left = `${Number(item.dataset.x) || 0}px`;
        item.style.top = `${Number(item.dataset.y) || 0}px`;
      } else {
        item.removeAttribute("tabindex");
        item.style.left = item.style.top = "";
      }
    }
    if (this.open) this.ink.replaceChildren(...this.lines(items), ...this.strokes());
  }

  private lines(items: HTMLLIElement[]): SVGElement[] {
    const centre = new Map(
      items.map((item) => [item.dataset.note, [item.offsetLeft + item.offsetWidth / 2, item.offsetTop + item.offsetHeight / 2]]),
    );
    return [...this.room.links.keys()].flatMap((key) => {
      const [a, b] = key.split("|").map((id) => centre.get(id));
      if (!a || !b) return [];
      const line = document.createElementNS(NS, "line");
      for (const [name, value] of [["x1", a[0]], ["y1", a[1]], ["x2", b[0]], ["y2", b[1]]] as const) line.setAttribute(name, `${value}`);
      return [line];
    });
  }

  private strokes(): SVGElement[] {
    return this.room.ink.toArray().map(({ points }) => this.path(points));
  }

  private path(points: number[]): SVGPathElement {
    const path = document.createElementNS(NS, "path");
    const steps = points.flatMap((x, n) => (n % 2 === 0 && points[n + 1] !== undefined ? [`${x} ${points[n + 1]}`] : []));
    path.setAttribute("d", `M${steps.join("L")}`);
    return path;
  }

  private move(item: HTMLLIElement, x: number, y: number): void {
    const note = this.room.notes.get(item.dataset.note ?? "");
    if (!note) return;
    const [left, top] = [Math.round(Math.min(Math.max(x, 0), WIDTH)), Math.round(Math.min(Math.max(y, 0), HEIGHT))];
    this.room.change(() => {
      note.set("x", left);
      note.set("y", top);
    });
  }

  private grab(event: PointerEvent): void {
    const target = event.target as HTMLElement;
    const item = target.closest<HTMLLIElement>("li[data-note]");
    if (!this.open || !item || target.closest("a,button,summary") || !this.room.notes.has(item.dataset.note ?? "")) return;
    event.preventDefault();
    item.focus();
    item.setPointerCapture(event.pointerId);
    const [x, y] = [event.clientX - item.offsetLeft, event.clientY - item.offsetTop];
    const drag = (moved: PointerEvent): void => {
      item.style.left = `${moved.clientX - x}px`;
      item.style.top = `${moved.clientY - y}px`;
    };
    const drop = (last: PointerEvent): void => {
      item.removeEventListener("pointermove", drag);
      this.move(item, last.clientX - x, last.clientY - y);
    };
    item.addEventListener("pointermove", drag);
    item.addEventListener("pointerup", drop, { once: true });
  }

  private step(event: KeyboardEvent): void {
    const item = event.target as HTMLLIElement;
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!this.open || !way || !item.matches("li[data-note]")) return;
    event.preventDefault();
    this.move(item, (Number(item.dataset.x) || 0) + (way[0] ?? 0) * STEP, (Number(item.dataset.y) || 0) + (way[1] ?? 0) * STEP);
  }

  private draw(event: PointerEvent): void {
    if (!this.cloth.classList.contains("is-drawing") || !this.room.ready) return;
    event.preventDefault();
    this.ink.setPointerCapture(event.pointerId);
    const points: number[] = [];
    let path = this.path(points);
    const add = (moved: PointerEvent): void => {
      const box = this.ink.getBoundingClientRect();
      if (points.length >= 2000) return;
      points.push(Math.round(moved.clientX - box.left), Math.round(moved.clientY - box.top));
      const next = this.path(points);
      path.replaceWith(next);
      path = next;
    };
    this.ink.append(path);
    add(event);
    this.ink.addEventListener("pointermove", add);
    this.ink.addEventListener(
      "pointerup",
      () => {
        this.ink.removeEventListener("pointermove", add);
        if (points.length > 2) this.room.ink.push([{ by: this.room.hand, points, color: "accent" }]);
      },
      { once: true },
    );
  }

  /** Takes away the last stroke that was one's own. */
  private erase(): void {
    const place = this.room.ink.toArray().map(({ by }) => by).lastIndexOf(this.room.hand);
    if (place >= 0) this.room.ink.delete(place, 1);
  }
}
