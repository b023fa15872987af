// Names that wait: candidates are shown when asked for; picking one settles all claims that print the name.
import { complain, get, post } from "./api.js";

async function ask(row, name) {
  const box = row.querySelector(".candidates");
  const { rows } = await get(`/api/v1/lookup?slot=${row.dataset.slot}&name=${encodeURIComponent(name)}`);
  const other = Object.assign(document.createElement("input"), { type: "search", placeholder: "Another name", value: name === row.dataset.name ? "" : name });
  other.setAttribute("aria-label", `Another name for ${row.dataset.name}`);
  other.addEventListener("change", () => other.value && ask(row, other.value).catch(complain));
  const list = document.createElement("ul");
  for (const one of rows) {
    const item = document.createElement("li");
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: one.name });
    button.addEventListener("click", () => settle(row, one.id));
    item.append(button, " ", Object.assign(document.createElement("span"), { className: "soft", textContent: `${one.says} ${one.id}` }));
    list.append(item);
  }
  if (!rows.length) list.append(Object.assign(document.createElement("li"), { className: "soft", textContent: "Nothing of this name is known." }));
  box.replaceChildren(list, other);
  box.hidden = false;
}

async function settle(row, entity) {
  try {
    const { slot, name, count } = row.dataset;
    const reply = await post("/api/v1/names", { slot, name, entities: [entity], expect_count: Number(count) });
    sessionStorage.setItem("say", reply.says);
    location.reload();
  } catch (error) { complain(error); }
}

for (const button of document.querySelectorAll("[data-do=settle]")) {
  const row = button.closest("[data-name]");
  button.addEventListener("click", () => ask(row, row.dataset.name).catch(complain));
}
