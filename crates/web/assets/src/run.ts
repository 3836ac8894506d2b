// The clock of a turn counts down between two looks at the server. What is left came from the server: the device's own clock may be wrong.

function start(clock: HTMLElement): void {
  const left = Number(clock.dataset.left);
  if (!Number.isFinite(left)) return;
  const begun = performance.now();
  const timer = setInterval(() => {
    if (!clock.isConnected) {
      clearInterval(timer);
      return;
    }
    const now = Math.max(0, Math.ceil(left - (performance.now() - begun) / 1000));
    const two = (n: number): string => String(n).padStart(2, "0");
    const text = `${two(Math.floor(now / 60))}:${two(now % 60)}`;
    if (clock.textContent !== text) clock.textContent = text;
    if (now === 0) clearInterval(timer);
  }, 250);
}

function startAll(): void {
  document.querySelectorAll<HTMLElement>("[data-left]:not([data-ticks])").forEach((clock) => {
    clock.dataset.ticks = "";
    start(clock);
  });
}

startAll();
document.body.addEventListener("htmx:load", startAll);
