// Events on the map: points where the place is known, hatched areas where only a province is, clusters where many stand.
import { basemap, plain } from "./basemap.js";
import { complain, get } from "./api.js";
import { Brush, dayOf, iso } from "./brush.js";
import { on } from "./keyboard.js";

const HATCHED_FROM = 3; // precision: a district and wider is an area, not a point
const LISTED = 100;
const address = new URL(location.href);
const mode = document.getElementById("mode");
const list = document.getElementById("list");
const map = L.map("map", { preferCanvas: true, zoomControl: false, worldCopyJump: true, minZoom: 2, maxZoom: 12, zoomSnap: 0.5, attributionControl: false });
L.control.zoom({ position: "topright" }).addTo(map);
L.control.scale({ imperial: false, position: "bottomright" }).addTo(map);
map.createPane("names").style.zIndex = 350;
map.createPane("counts").style.zIndex = 450;
const areas = L.layerGroup().addTo(map);
const points = L.layerGroup().addTo(map);
map.createPane("areas").style.zIndex = 390; // below the points and their clusters
const renderer = L.canvas({ padding: 0.2 });
const ground = L.canvas({ padding: 0.2, pane: "areas" });

const discs = []; // what is drawn at places, beside which their names find room
let all = [];
let shown = [];
let index;
let brush;
let playing;

const radius = (value) => 4 + Math.min(22, 2.1 * Math.sqrt(value || 0));
const within = (row, { from, to }) => {
  if (from === null && to === null) return true;
  if (row.first === null) return false;
  return (to === null || row.first <= to) && (from === null || row.last >= from);
};

function hatch() {
  const tile = document.createElement("canvas");
  tile.width = tile.height = 8;
  const pen = tile.getContext("2d");
  pen.strokeStyle = plain("accent");
  pen.globalAlpha = 0.55;
  pen.beginPath();
  for (const start of [-8, 0, 8]) { pen.moveTo(start, 8); pen.lineTo(start + 8, 0); }
  pen.stroke();
  return pen.createPattern(tile, "repeat");
}

function words(row) {
  const figure = row.figure ? `${row.figure} · ` : "";
  return `${figure}${row.title}${row.when ? ` · ${row.when}` : ""}`;
}

function popup(row) {
  const root = document.createElement("div");
  const link = document.createElement("a");
  link.href = `/events/${encodeURIComponent(row.id)}`;
  link.textContent = row.title;
  const figure = document.createElement("p");
  figure.textContent = [row.figure, row.when, row.grade].filter(Boolean).join(" · ");
  const how = document.createElement("p");
  how.className = "soft";
  how.textContent = `${row.place}: ${row.precision_says}`;
  root.append(link, figure, how);
  return root;
}

function filter(span) {
  shown = all.filter((row) => within(row, span));
  index = new Supercluster({
    radius: 44,
    maxZoom: 11,
    map: (row) => ({ high: row.high || row.best || 0 }),
    reduce: (sum, one) => { sum.high += one.high; },
  });
  index.load(shown.filter((row) => row.latitude !== null && row.precision < HATCHED_FROM).map((row) => ({
    type: "Feature", properties: row, geometry: { type: "Point", coordinates: [row.longitude, row.latitude] },
  })));
  draw();
  enlist();
}

function draw() {
  points.clearLayers();
  discs.length = 0;
  const box = map.getBounds();
  const accent = plain("accent");
  const sheet = plain("sheet");
  for (const feature of index.getClusters([box.getWest(), box.getSouth(), box.getEast(), box.getNorth()], Math.floor(map.getZoom()))) {
    const [longitude, latitude] = feature.geometry.coordinates;
    if (feature.properties.cluster) cluster(feature, [latitude, longitude], accent, sheet);
    else point(feature.properties, [latitude, longitude], accent, sheet);
  }
}

function point(row, where, accent, sheet) {
  discs.push({ where, size: radius(row.best) });
  if (row.high > (row.low || 0)) {
    L.circleMarker(where, { renderer, radius: radius(row.high), color: accent, weight: 1, fill: false, dashArray: row.open ? "2 3" : null, interactive: false }).addTo(points);
  }
  L.circleMarker(where, { renderer, radius: radius(row.best), color: sheet, weight: 1, fillColor: accent, fillOpacity: row.best === null ? 0.35 : 0.85 })
    .bindPopup(() => popup(row)).bindTooltip(words(row), { direction: "top" }).addTo(points);
}

function cluster(feature, where, accent, sheet) {
  const count = feature.properties.point_count;
  const size = 13 + 4 * Math.log10(count);
  discs.push({ where, size });
  L.circleMarker(where, { renderer, radius: size, color: accent, weight: 1.5, fillColor: sheet, fillOpacity: 0.92 })
    .on("click", () => map.flyTo(where, Math.min(12, index.getClusterExpansionZoom(feature.id)))).addTo(points);
  const text = document.createElement("span");
  text.textContent = count > 999 ? `${Math.round(count / 100) / 10}k` : count;
  L.marker(where, { icon: L.divIcon({ className: "cluster-count", html: text, iconSize: [0, 0] }), interactive: false, keyboard: false, pane: "counts" }).addTo(points);
}

/** Events of which only an area is known: one hatched disc for each place, as wide as the place may be. */
function drawAreas(rows) {
  areas.clearLayers();
  const pattern = hatch();
  const accent = plain("accent");
  const places = Map.groupBy(rows.filter((row) => row.latitude !== null && row.precision >= HATCHED_FROM), (row) => row.place_id);
  for (const here of places.values()) {
    const [row] = here;
    const label = here.length === 1 ? words(row) : `${here.length} events, ${row.place}: ${row.precision_says}`;
    L.circle([row.latitude, row.longitude], { renderer: ground, pane: "areas", radius: Math.max(row.radius_km, 8) * 1000, color: accent, weight: 1, dashArray: "3 4", fillColor: pattern, fillOpacity: 0.5 })
      .bindTooltip(label, { sticky: true })
      .on("click", () => { document.getElementById("place-filter").value = row.place; enlist(); }).addTo(areas);
  }
}

function enlist() {
  drawAreas(shown);
  const named = document.getElementById("place-filter").value.toLowerCase();
  const box = map.getBounds();
  const here = shown.filter((row) => (named ? row.place.toLowerCase().includes(named) : row.latitude !== null && box.contains([row.latitude, row.longitude])));
  const rows = here.slice(0, LISTED).map((row) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = `/events/${encodeURIComponent(row.id)}`;
    link.className = "row whole";
    const title = document.createElement("span");
    title.textContent = row.title;
    const more = document.createElement("span");
    more.className = "soft";
    more.textContent = [row.place, row.when].filter(Boolean).join(" · ");
    const figure = document.createElement("span");
    figure.className = "figure num";
    figure.textContent = row.figure;
    link.append(title, figure, more);
    item.append(link);
    return item;
  });
  list.replaceChildren(...rows);
  const unmapped = shown.filter((row) => row.latitude === null).length;
  document.getElementById("counts").textContent =
    `${here.length.toLocaleString("en")} in view${here.length > LISTED ? `, the first ${LISTED} listed` : ""}; ${unmapped.toLocaleString("en")} not mappable`;
}

function keep({ from, to }) {
  for (const [name, day] of [["date_from", from], ["date_to", to]]) {
    if (day === null) address.searchParams.delete(name);
    else address.searchParams.set(name, iso(day));
  }
  history.replaceState(null, "", address);
  document.querySelector("[data-follow]")?.setAttribute("href", `/timeline${address.search}`);
}

function play() {
  const button = document.querySelector("[data-do=play]");
  if (playing) {
    clearInterval(playing);
    playing = null;
  } else {
    if (Number(brush.high.value) >= brush.last) brush.high.value = brush.low.value;
    playing = setInterval(() => {
      brush.high.value = Number(brush.high.value) + Math.max(1, Math.round((brush.last - brush.first) / (mode.value === "known" ? 40 : 150)));
      brush.tell();
      brush.changed(brush.span());
      if (Number(brush.high.value) >= brush.last) play();
    }, mode.value === "known" ? 900 : 200);
  }
  button.textContent = playing ? "Pause" : "Play";
}

async function load(asked) {
  const { columns, rows } = await get(`/map.json?${asked}`);
  return rows.map((values) => {
    const row = Object.fromEntries(columns.map((column, at) => [column, values[at]]));
    row.first = row.start ? dayOf(row.start) : null;
    row.last = row.end ? dayOf(row.end) : row.first;
    return row;
  });
}

/** Where nearly all events are: a stray one on another continent does not decide the view. */
function bounds(rows) {
  const middle = (name) => {
    const values = rows.map((row) => row[name]).sort((a, b) => a - b);
    const cut = Math.floor(values.length * 0.03);
    return [values[cut], values[values.length - 1 - cut]];
  };
  const [south, north] = middle("latitude");
  const [west, east] = middle("longitude");
  return L.latLngBounds([south, west], [north, east]).pad(0.25);
}

let asked = 0;
/** "known by": the later handle is the day up to which reports count; figures and places are as they were told then. */
async function known({ to }) {
  const mine = ++asked;
  const day = iso(to ?? brush.last);
  const rows = await load(`${address.searchParams}&as_of=${day}`);
  if (mine !== asked) return;
  all = rows;
  filter({ from: null, to: null });
}

async function start() {
  all = await load(address.searchParams);
  const mapped = all.filter((row) => row.latitude !== null && row.precision < 6);
  if (mapped.length) map.fitBounds(bounds(mapped), { maxZoom: 9 });
  else map.setView([25, 30], 3);
  const changed = (span) => {
    if (mode.value === "known") known(span).catch(complain);
    else filter(span);
    keep(span);
  };
  brush = new Brush(document.getElementById("brush"), all.map((row) => row.first), {
    from: address.searchParams.get("date_from"), to: address.searchParams.get("date_to"), changed,
  });
  filter(brush.span());
  mode.addEventListener("change", async () => {
    asked += 1;
    all = await load(address.searchParams);
    changed(brush.span());
  });
  map.on("moveend", () => { draw(); enlist(); });
  document.addEventListener("theme", () => { draw(); enlist(); });
  document.getElementById("place-filter").addEventListener("input", enlist);
  document.querySelector("[data-do=play]").addEventListener("click", play);
  on({ earlier: () => brush.step(-1), later: () => brush.step(1), play });
  await basemap(map, () => discs);
  document.body.dataset.ready = "yes";
}

start().catch(complain);
