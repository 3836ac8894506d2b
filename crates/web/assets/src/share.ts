// Share, copy and print: buttons that appear only where the device can do it.
//
//   <button type="button" data-share data-done="Copied" hidden>Share</button>
//   <button type="button" data-print hidden>Print</button>

async function share(button: HTMLButtonElement): Promise<void> {
  const url = button.dataset.share || window.location.href;
  try {
    if (navigator.share) {
      await navigator.share({ title: document.title, url });
      return;
    }
    await navigator.clipboard.writeText(url);
    const label = button.querySelector("span") ?? button;
    label.textContent = button.dataset.done ?? label.textContent;
  } catch {
    // She closed the dialog; nothing to say.
  }
}

export function copyAndShare(): void {
  const able = "share" in navigator || "clipboard" in navigator;
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-share]")) {
    button.hidden = !able;
    button.addEventListener("click", () => void share(button));
  }
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}
