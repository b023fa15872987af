// The day slider: every place's holder on that day, from one answer, so that moving it asks the desk nothing.
import { complain, get } from "./api.js";
import { on } from "./keyboard.js";

const DAY = 86400000;
const form = document.querySelector(".day");

async function start() {
  if (!form) return;
  const slider = form.querySelector("[type=range]");
  const picked = form.querySelector("[type=date]");
  const first = Date.parse(form.dataset.first);
  const { rows } = await get(`/control.json${location.search}`);
  const histories = new Map(rows.map((row) => [row.id, row.history]));
  const words = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  let playing;

  function show() {
    const time = first + Number(slider.value) * DAY;
    const day = new Date(time).toISOString().slice(0, 10);
    picked.value = day;
    slider.setAttribute("aria-valuetext", words.format(time));
    document.querySelector("[data-day]").textContent = words.format(time);
    for (const row of document.querySelectorAll("[data-place]")) place(row, day, time);
    history.replaceState(null, "", `?at=${day}`);
  }

  function place(row, day, time) {
    const held = histories.get(row.dataset.place).find((one) => one.start <= day && (one.end === null || day <= one.end));
    for (const bar of row.querySelectorAll(".held")) bar.classList.toggle("now", held !== undefined && bar.dataset.start <= held.start && held.start <= bar.dataset.until);
    const cell = row.querySelector(".now");
    if (cell.dataset.start === (held?.start ?? "none") && !held) return;
    cell.dataset.start = held?.start ?? "none";
    if (!held) {
      cell.replaceChildren(Object.assign(document.createElement("span"), { className: "soft", textContent: "no word yet" }));
      return;
    }
    const who = Object.assign(document.createElement("strong"), { textContent: held.parties.join(" or ") || "not known" });
    const status = Object.assign(document.createElement("span"), { className: held.status === "contested" ? "tag warn" : "tag", textContent: held.status });
    const age = held.last_word ? Math.round((time - Date.parse(held.last_word)) / DAY) : -1;
    const last = age < 0 ? "" : `; last word ${age === 0 ? "that day" : `${age} day${age === 1 ? "" : "s"} ago`}`;
    const since = Object.assign(document.createElement("span"), { className: "soft", textContent: `since ${words.format(Date.parse(held.start))}${held.origins.length ? `, ${[...new Set(held.origins)].join(", ")}` : ""}${last} ` });
    const claims = Object.assign(document.createElement("a"), { href: `/claims/${encodeURIComponent(held.claims[0])}`, textContent: `${held.claims.length} claim${held.claims.length === 1 ? "" : "s"}` });
    cell.replaceChildren(who, " ", status, document.createElement("br"), since, claims);
  }

  const step = (by) => () => { slider.value = Number(slider.value) + by; show(); };
  function play() {
    const button = form.querySelector("[data-do=play]");
    if (playing) { clearInterval(playing); playing = null; } else {
      if (slider.value === slider.max) slider.value = 0;
      playing = setInterval(() => {
        slider.value = Number(slider.value) + Math.max(1, Math.round(Number(slider.max) / 200));
        show();
        if (slider.value === slider.max) play();
      }, 150);
    }
    button.textContent = playing ? "Pause" : "Play";
  }
  slider.addEventListener("input", show);
  picked.addEventListener("change", () => { slider.value = (Date.parse(picked.value) - first) / DAY; show(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.querySelector("[data-do=earlier]").addEventListener("click", step(-1));
  form.querySelector("[data-do=later]").addEventListener("click", step(1));
  form.querySelector("[data-do=play]").addEventListener("click", play);
  on({ earlier: step(-1), later: step(1), play });
}

start().catch(complain);
