// What every screen has: keys, undo, theme, menu.
import { complain, post, say, settled } from "./api.js";
import { on } from "./keyboard.js";

const help = document.getElementById("keys");
const go = (path) => () => location.assign(path);

async function undo() { await move("/api/v1/undo"); }
async function redo() { await move("/api/v1/redo"); }

async function move(path) {
  try {
    await settled(); // a key pressed at once takes back what was said last, not what was answered last
    const reply = await post(path, {});
    document.dispatchEvent(new CustomEvent("judged", { detail: reply }));
    if (document.body.dataset.live) say(reply.says);
    else {
      sessionStorage.setItem("say", reply.says);
      location.reload();
    }
  } catch (error) { complain(error); }
}

function theme() {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const now = document.documentElement.dataset.theme || (dark ? "dark" : "light");
  const next = now === "dark" ? "light" : "dark";
  document.documentElement.dataset.theme = next;
  localStorage.setItem("theme", next);
  document.dispatchEvent(new Event("theme"));
}

// Graphic passages are covered, for eyes and for screen readers, until the switch or the passage says otherwise.
const root = document.documentElement;
function cover() {
  const calm = "calm" in root.dataset;
  for (const passage of document.querySelectorAll(".graphic")) {
    for (const part of passage.querySelectorAll(":scope > :not(.uncover)")) part.inert = calm && !passage.classList.contains("open");
  }
  document.querySelector("[data-do=graphic] output").textContent = calm ? "covered" : "shown";
}
function graphic() {
  const calm = !("calm" in root.dataset);
  if (calm) root.dataset.calm = "";
  else delete root.dataset.calm;
  localStorage.setItem("calm", calm ? "on" : "off");
  for (const passage of document.querySelectorAll(".graphic.open")) passage.classList.remove("open");
  cover();
}
cover();

document.addEventListener("click", async ({ target }) => {
  const passage = target.closest("[data-do=uncover]")?.parentElement;
  if (passage) {
    passage.classList.add("open");
    cover();
  }
  const names = target.closest("[data-names]");
  if (!names) return;
  try {
    const path = `/api/v1/documents/${encodeURIComponent(names.dataset.names)}/names`;
    const reply = await post(path, { show: names.dataset.show !== "no" });
    sessionStorage.setItem("say", reply.says);
    location.reload();
  } catch (error) { complain(error); }
});

function menu() {
  const open = document.getElementById("rail").classList.toggle("open");
  document.querySelector("[data-do=menu]").setAttribute("aria-expanded", open);
}

on({
  undo,
  redo,
  help: () => help.showModal(),
  search: () => document.getElementById("search").focus(),
  leave: () => document.activeElement.blur(),
  graphic,
  "go-inbox": go("/"),
  "go-documents": go("/documents"),
  "go-events": go("/events"),
  "go-map": go("/map"),
  "go-timeline": go("/timeline"),
  "go-tallies": go("/tallies"),
  "go-control": go("/control"),
  "go-sources": go("/sources"),
});

const buttons = { undo, theme, menu, graphic, help: () => help.showModal() };
for (const [name, act] of Object.entries(buttons)) {
  document.querySelector(`[data-do=${name}]`)?.addEventListener("click", act);
}

document.addEventListener("judged", ({ detail }) => {
  const button = document.querySelector("[data-do=undo]");
  button.disabled = !detail.undo;
  button.title = detail.undo || "Nothing to undo";
});

// Forms of choices apply themselves; without a choice made, the address stays short.
for (const form of document.querySelectorAll("form.filters")) {
  form.addEventListener("change", () => form.requestSubmit());
  form.addEventListener("formdata", ({ formData }) => {
    for (const [name, value] of [...formData]) if (!value) formData.delete(name);
  });
}

// On a phone, filters that nobody set stand behind a button.
if (matchMedia("(max-width: 760px)").matches) {
  for (const form of document.querySelectorAll("form.filters")) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: "Filters", className: "sift" });
    const show = (open) => {
      form.hidden = !open;
      button.setAttribute("aria-expanded", open);
    };
    button.addEventListener("click", () => show(form.hidden));
    form.before(button);
    show([...new URLSearchParams(location.search).keys()].some((name) => !["status", "needs", "_next"].includes(name)));
  }
}

// Lists: j and k walk, Enter opens.
const rows = () => [...document.querySelectorAll("[data-rows] > *")].filter((row) => !row.hidden);
function walk(step) {
  const all = rows();
  const at = all.findIndex((row) => row.classList.contains("at"));
  const next = all[Math.min(all.length - 1, Math.max(0, at + step))];
  if (!next) return;
  all[at]?.classList.remove("at");
  next.classList.add("at");
  next.scrollIntoView({ block: "nearest" });
}
if (document.body.dataset.keys === "list") {
  on({
    next: () => walk(1),
    previous: () => walk(-1),
    open: () => document.querySelector("[data-rows] > .at a")?.click(),
  });
}

// The reports that this page lists, in order, for "next document".
const listed = [...document.querySelectorAll("main a[href^='/documents/']")].map((link) => link.pathname);
if (listed.length > 1 && !document.querySelector(".reading")) sessionStorage.setItem("documents", JSON.stringify([...new Set(listed)]));

const kept = sessionStorage.getItem("say");
if (kept) {
  sessionStorage.removeItem("say");
  say(kept);
}
