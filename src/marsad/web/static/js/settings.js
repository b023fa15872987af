// Keys as this browser wants them; a change that would give one key two meanings is refused.
import { say } from "./api.js";
import { bindings, clashes, name, setting } from "./keyboard.js";

const form = document.getElementById("remap");
const off = document.getElementById("off");
const clash = document.getElementById("clash");

off.checked = setting.off;
off.addEventListener("change", () => { setting.off = off.checked; });
for (const key of bindings()) form.elements[name(key)].value = key.keys.join(", ");

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const keys = bindings().map((key) => ({ ...key, keys: form.elements[name(key)].value.split(", ").map((press) => press.trim()).filter(Boolean) }));
  const found = clashes(keys);
  clash.hidden = !found.length;
  clash.textContent = found.join(" ");
  if (found.length) return;
  setting.changed = Object.fromEntries(keys.map((key) => [name(key), key.keys]));
  say("Kept.");
});

document.querySelector("[data-do=reset]").addEventListener("click", () => {
  setting.changed = {};
  setting.off = false;
  location.reload();
});
