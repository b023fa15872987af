// One table of keys for all screens. Pages give functions to actions; the table says which keys they are on.

const defaults = JSON.parse(document.getElementById("bindings").textContent);
const screen = document.body.dataset.keys;
const actions = {};
let pending = "";
let forgetting;

export const setting = {
  get off() { return localStorage.getItem("keys-off") === "yes"; },
  set off(value) { localStorage.setItem("keys-off", value ? "yes" : "no"); },
  get changed() { return JSON.parse(localStorage.getItem("keys") || "{}"); },
  set changed(value) { localStorage.setItem("keys", JSON.stringify(value)); },
};

export const name = (key) => `${key.where}:${key.action}`;

/** The bindings with this browser's changes. */
export function bindings() {
  const changed = setting.changed;
  return defaults.map((key) => ({ ...key, keys: changed[name(key)] || key.keys }));
}

/** Sentences about keys that would do two things on one screen. */
export function clashes(keys) {
  const found = [];
  for (const where of new Set(keys.map((key) => key.where))) {
    const here = keys.filter((key) => key.where === where || key.where === "everywhere");
    const taken = new Map();
    for (const key of here) {
      for (const press of key.keys) {
        for (const [other, does] of taken) {
          const nested = other.startsWith(`${press} `) || press.startsWith(`${other} `);
          if (other === press || nested) found.push(`“${press}” would do two things: ${does}, and ${key.does}.`);
        }
        taken.set(press, key.does);
      }
    }
  }
  return [...new Set(found)];
}

const here = bindings().filter((key) => key.where === "everywhere" || key.where === screen);
const presses = new Map(here.flatMap((key) => key.keys.map((press) => [press, key.action])));

export function on(table) {
  Object.assign(actions, table);
}

export function pressed(event) {
  const held = (event.ctrlKey || event.metaKey ? "Control+" : "") + (event.altKey ? "Alt+" : "");
  const shift = event.shiftKey && held ? "Shift+" : "";
  return shift + held + event.key;
}

function typing(target) {
  return target.closest("input:not([type=checkbox]):not([type=radio]):not([type=range]), textarea, select, [contenteditable]");
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || document.querySelector("dialog[open]")) return;
  const press = pressed(event);
  if (typing(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (setting.off && press.length === 1) return;
  // Enter and the space bar belong to whatever button or link has the focus.
  if (event.key === "Enter" && event.target.closest("a, button, summary, input")) return;
  const sequence = pending ? `${pending} ${press}` : press;
  const action = presses.get(sequence) || presses.get(press);
  const begins = [...presses.keys()].some((known) => known.startsWith(`${press} `));
  pending = begins ? press : "";
  clearTimeout(forgetting);
  forgetting = setTimeout(() => { pending = ""; }, 1200);
  if (action && actions[action] && !begins) {
    event.preventDefault();
    actions[action](event);
  }
});
