// Land, borders and names, drawn from files of the desk itself: no tile server, nothing leaves this machine.
import { get } from "./api.js";

const style = getComputedStyle(document.documentElement);
export const colour = (name) => style.getPropertyValue(`--${name}`).trim();

/** Resolve light-dark(): canvases take plain colours only. */
const probe = document.createElement("span");
probe.hidden = true;
document.body.append(probe);
export function plain(name) {
  probe.style.color = `var(--${name})`;
  return getComputedStyle(probe).color;
}

/** Lines of whole hundredths of a degree: the first point, then steps. */
function unpack(steps) {
  let x = 0;
  let y = 0;
  const points = [];
  for (let at = 0; at < steps.length; at += 2) {
    x += steps[at];
    y += steps[at + 1];
    points.push([y / 100, x / 100]);
  }
  return points;
}

const TOWNS_FROM = 7; // zoom
const REGIONS_FROM = 5; // lines
const NAMED_FROM = 6;

/** Draw the ground; `discs` are {where, size in pixels} of what stands on it. */
export async function basemap(map, discs) {
  const [world, own] = await Promise.all([
    fetch("/static/vendor/world-atlas-2.0.2/countries-50m.json").then((answer) => answer.json()),
    fetch("/static/basemap.json").then((answer) => answer.json()),
  ]);
  const back = map.createPane("land");
  back.style.zIndex = 200;
  const renderer = L.canvas({ pane: "land", padding: 0.3 });
  const shapes = world.objects.countries;
  const disputed = new Set(own.disputed_countries);
  const dashed = (a, b) => disputed.has(a.properties.name) || disputed.has(b.properties.name);
  const common = { renderer, interactive: false };
  const layers = {
    land: L.geoJSON(topojson.feature(world, shapes), { ...common, style: { stroke: true, weight: 0.8, fill: true, fillOpacity: 1 } }),
    borders: L.geoJSON(topojson.mesh(world, shapes, (a, b) => a !== b && !dashed(a, b)), { ...common, style: { weight: 1.1 } }),
    disputed: L.geoJSON(topojson.mesh(world, shapes, (a, b) => a !== b && dashed(a, b)), { ...common, style: { weight: 1.1, dashArray: "4 4" } }),
    outlines: L.polyline(own.disputed.map(unpack), { ...common, weight: 1.1, dashArray: "4 4" }),
  };
  const regions = L.polyline(own.lines.map(unpack), { ...common, weight: 0.7, dashArray: "1 3" });
  const paint = () => {
    layers.land.setStyle({ color: plain("land-line"), fillColor: plain("land") });
    for (const name of ["borders", "disputed", "outlines"]) layers[name].setStyle({ color: plain("border") });
    regions.setStyle({ color: plain("border") });
  };
  paint();
  for (const layer of Object.values(layers)) layer.addTo(map);
  document.addEventListener("theme", paint);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);

  const labels = L.layerGroup().addTo(map);
  let asked = 0;
  const relabel = async () => {
    const zoom = map.getZoom();
    if (zoom >= REGIONS_FROM) regions.addTo(map);
    else regions.remove();
    const mine = ++asked;
    const names = await named(map, own, zoom, discs);
    if (mine !== asked) return;
    labels.clearLayers();
    for (const label of names) label.addTo(labels);
  };
  map.on("moveend", relabel);
  await relabel();
}

/** Names in the order in which they find room: countries, towns by size, divisions. */
async function named(map, own, zoom, discs) {
  const box = map.getBounds();
  const width = (degrees) => degrees * (256 * 2 ** zoom) / 360;
  const fits = ([name, latitude, longitude, degrees]) => box.contains([latitude, longitude]) && width(degrees) > name.length * 6.5;
  const wanted = [];
  if (zoom < TOWNS_FROM) wanted.push(...own.countries.filter(fits).map((one) => [one, "country"]));
  if (zoom >= TOWNS_FROM - 1) {
    const edges = [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()].map((edge) => edge.toFixed(3));
    const { rows } = await get(`/api/v1/towns?bbox=${edges}`).catch(() => ({ rows: [] }));
    wanted.push(...rows.slice(0, zoom < TOWNS_FROM ? 30 : undefined).map((one) => [one, "town"]));
  }
  if (zoom >= NAMED_FROM && zoom < TOWNS_FROM + 1) wanted.push(...own.regions.filter(fits).map((one) => [one, "region"]));
  return apart(map, wanted, discs()).map(([one, kind, aside]) => label(one, kind, aside));
}

/** Those before others first, none on top of another, and towns under a disc with their name beside it. */
function apart(map, wanted, discs) {
  const taken = [];
  const round = discs.map(({ where, size }) => ({ ...map.latLngToContainerPoint(where), size }));
  return wanted.flatMap(([one, kind]) => {
    const [name, latitude, longitude] = one;
    const { x, y } = map.latLngToContainerPoint([latitude, longitude]);
    const over = kind === "town" ? round.filter((disc) => Math.hypot(disc.x - x, disc.y - y) < disc.size + 3) : [];
    const aside = Math.max(0, ...over.map((disc) => disc.x + disc.size - x));
    const half = name.length * 3.6 + 4;
    const left = kind === "town" ? x + aside - 8 : x - half;
    const box = [left, y - 10, left + 2 * half + 6, y + 10];
    if (taken.some(([west, top, east, bottom]) => box[0] < east && west < box[2] && box[1] < bottom && top < box[3])) return [];
    taken.push(box);
    return [[one, kind, aside]];
  });
}

function label([name, latitude, longitude], kind, aside) {
  const text = document.createElement("span");
  text.textContent = name;
  if (aside) {
    text.style.translate = `${aside + 5}px -50%`;
    text.className = "aside";
  }
  const icon = L.divIcon({ className: `place-name ${kind}`, html: text, iconSize: [0, 0] });
  return L.marker([latitude, longitude], { icon, interactive: false, keyboard: false, pane: "names" });
}
