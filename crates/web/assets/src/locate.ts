// Fills the fields `lat` and `lon` of a form with the place of the device, to about 100 metres, and sends it.
//
//   <button type="button" data-locate data-failed="…" hidden>Use my position</button>

function fill(form: HTMLFormElement, name: string, value: number): void {
  const field = form.elements.namedItem(name);
  if (field instanceof HTMLInputElement) field.value = value.toFixed(3);
}

export function locate(): void {
  if (!("geolocation" in navigator)) return;
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-locate]")) {
    const form = button.form ?? button.closest("form");
    if (!form) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      button.setAttribute("aria-busy", "true");
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          fill(form, "lat", coords.latitude);
          fill(form, "lon", coords.longitude);
          form.requestSubmit();
        },
        () => {
          button.removeAttribute("aria-busy");
          const label = button.querySelector("span") ?? button;
          label.textContent = button.dataset.failed ?? label.textContent;
        },
        { maximumAge: 600_000, timeout: 15_000 },
      );
    });
  }
}
