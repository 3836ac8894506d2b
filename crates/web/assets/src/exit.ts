// Quick exit on sensitive pages: the page is blanked first, then replaced, so that "back" does not show it again.

const PATIENCE = 2000;

function leave(link: HTMLAnchorElement): void {
  document.title = "…";
  document.body.replaceChildren();
  window.location.replace(link.href);
}

export function leaveQuickly(): void {
  const link = document.querySelector<HTMLAnchorElement>("a[data-exit]");
  if (!link) return;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave(link);
  });
  let presses: number[] = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    presses = [...presses.filter((time) => event.timeStamp - time < PATIENCE), event.timeStamp];
    if (presses.length >= 3) leave(link);
  });
}
