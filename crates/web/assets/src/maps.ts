// A map drawn by the server becomes one that can be moved, when somebody taps its button: Leaflet is loaded only then.
//
//   <figure class="map" data-map data-script="/assets/map.js" data-style="/assets/map.css"
//           data-base="/map/puglia.svg" data-bounds="south,west,north,east" data-tiles="…" data-credit="…">
//     <svg>…</svg> <button type="button" data-map-open hidden>Move the map</button>
//   </figure>
//   <a href="…" data-lat="41.46" data-lon="15.54">Name of the place</a>

function withStyle(address: string): Promise<void> {
  return new Promise((resolve) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address;
    link.onload = link.onerror = () => resolve();
    document.head.append(link);
  });
}

async function open(figure: HTMLElement): Promise<void> {
  const { script, style } = figure.dataset;
  if (!script || !style) return;
  await withStyle(style);
  const map = (await import(script)) as { draw: (figure: HTMLElement) => void };
  map.draw(figure);
}

export function openMaps(): void {
  for (const figure of document.querySelectorAll<HTMLElement>("[data-map]")) {
    const button = figure.querySelector<HTMLButtonElement>("[data-map-open]");
    if (!button) continue;
    button.hidden = false;
    button.addEventListener("click", () => void open(figure));
  }
}
