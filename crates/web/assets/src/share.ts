// Share, copy and print: buttons that appear only where the device can do it.
//
//   <button type="button" data-share data-done="Copied" hidden>Share</button>
//   <button type="button" data-copy="id-of-the-text" data-done="Copied" hidden>Copy</button>
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

/** Copies the text of the element that the button names. */
async function copy(button: HTMLButtonElement): Promise<void> {
  const text = document.getElementById(button.dataset.copy ?? "")?.textContent ?? "";
  try {
    await navigator.clipboard.writeText(text);
    const label = button.querySelector("span") ?? button;
    label.textContent = button.dataset.done ?? label.textContent;
  } catch {
    // Not allowed here; the text can still be selected by hand.
  }
}

export function copyAndShare(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-copy]")) {
    button.hidden = !("clipboard" in navigator);
    button.addEventListener("click", () => void copy(button));
  }
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
