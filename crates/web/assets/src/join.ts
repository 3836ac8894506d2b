// A link brings the code behind its `#`, which no server sees; the field takes it and the address forgets it.
// Hours of another zone are said in the reader's own as well.

export function codeFromLink(): void {
  const field = document.querySelector<HTMLInputElement>("input[data-code-from-link]");
  const code = decodeURIComponent(window.location.hash.slice(1));
  if (!field || !/^[0-9A-Za-z -]{16,24}$/.test(code)) return;
  field.value = code;
  history.replaceState(null, "", window.location.pathname + window.location.search);
  field.form?.querySelector<HTMLButtonElement>("button[type=submit]")?.focus();
}

export function localHours(): void {
  for (const time of document.querySelectorAll<HTMLTimeElement>("time[data-local]")) {
    const at = new Date(time.dateTime);
    const two = (n: number): string => String(n).padStart(2, "0");
    const own = `${two(at.getHours())}:${two(at.getMinutes())}`;
    if (!time.textContent?.includes(own)) time.append(` (${own})`);
  }
}
