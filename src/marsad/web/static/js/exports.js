// An export being written: how far it is, until it is there.
import { complain, get } from "./api.js";

const AGAIN = 1000; // milliseconds
const numbers = new Intl.NumberFormat("en");

function show(found) {
  document.querySelector("[data-done]").textContent = numbers.format(found.done);
  document.querySelector("progress").value = found.done;
  const reasons = Object.entries(found.withheld).map(([reason, many]) => {
    const count = Object.assign(document.createElement("span"), { className: "num", textContent: numbers.format(many) });
    const line = document.createElement("li");
    line.append(count, ` ${reason}`);
    return line;
  });
  if (reasons.length) document.querySelector("[data-withheld]")?.replaceChildren(...reasons);
}

async function look() {
  const found = await get(`/exports.json${location.search}`);
  if (found.ready) location.reload();
  else { show(found); setTimeout(() => look().catch(complain), AGAIN); }
}

look().catch(complain);
