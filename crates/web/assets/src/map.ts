// The map that can be moved. Without a configured tile server it stands on the server's own drawing of the territory.
import * as L from "leaflet";

type Place = { lat: number; lon: number; name: string; href: string };

function places(): Place[] {
  return [...document.querySelectorAll<HTMLElement>("[data-lat][data-lon]")]
    .map((element) => ({
      lat: Number(element.dataset.lat),
      lon: Number(element.dataset.lon),
      name: element.textContent?.trim() ?? "",
      href: element.getAttribute("href") ?? "",
    }))
    .filter(({ lat, lon }) => Number.isFinite(lat) && Number.isFinite(lon));
}

function ground(map: L.Map, figure: HTMLElement): void {
  const { tiles, credit, base, bounds } = figure.dataset;
  if (tiles) {
    L.tileLayer(tiles, { maxZoom: 18, attribution: text(credit ?? "") }).addTo(map);
    return;
  }
  const [south, west, north, east] = (bounds ?? "").split(",").map(Number);
  if (base && [south, west, north, east].every((edge) => Number.isFinite(edge))) {
    L.imageOverlay(base, [[south!, west!], [north!, east!]]).addTo(map);
  }
}

/** Leaflet takes HTML; we only ever give it text. */
function text(words: string): string {
  const element = document.createElement("span");
  element.textContent = words;
  return element.innerHTML;
}

function label(place: Place): HTMLElement {
  const element = document.createElement(place.href ? "a" : "span");
  if (element instanceof HTMLAnchorElement) element.href = place.href;
  element.textContent = place.name;
  return element;
}

export function draw(figure: HTMLElement): void {
  const box = document.createElement("div");
  box.className = "map-moving";
  figure.replaceChildren(box);
  const map = L.map(box, { zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false });
  map.attributionControl.setPrefix(false);
  ground(map, figure);
  const points = places();
  for (const place of points) {
    L.circleMarker([place.lat, place.lon], { radius: 10, className: "map-point" })
      .bindPopup(label(place))
      .bindTooltip(text(place.name))
      .addTo(map);
  }
  const all = L.latLngBounds(points.map((place) => [place.lat, place.lon]));
  if (all.isValid()) map.fitBounds(all.pad(0.2), { maxZoom: 15 });
  else map.setView([41.0, 16.7], 8);
  box.focus();
}
