// Filters that this browser keeps under a name.
import { say } from "./api.js";
import { why } from "./why.js";

const nav = document.getElementById("saved");
const button = document.querySelector("[data-do=save]");
const kept = () => JSON.parse(localStorage.getItem("filters") || "{}");

function keep(filters) {
  localStorage.setItem("filters", JSON.stringify(filters));
  draw();
}

function draw() {
  const filters = Object.entries(kept());
  nav.hidden = !filters.length;
  nav.replaceChildren(...filters.flatMap(([name, query]) => {
    const link = Object.assign(document.createElement("a"), { href: `/${query}`, textContent: name });
    if (query === location.search) link.setAttribute("aria-current", "true");
    const gone = Object.assign(document.createElement("button"), { type: "button", className: "plain", textContent: "×" });
    gone.setAttribute("aria-label", `Forget the filter ${name}`);
    gone.addEventListener("click", () => {
      const { [name]: _, ...rest } = kept();
      keep(rest);
      say(`“${name}” is forgotten.`);
    });
    const item = document.createElement("span");
    item.append(link, gone);
    return [item];
  }));
}

button.hidden = location.search === "";
button.addEventListener("click", async () => {
  const name = await why("Save this filter under a name", { label: "Name" });
  if (name?.trim()) keep({ ...kept(), [name.trim()]: location.search });
});
draw();
