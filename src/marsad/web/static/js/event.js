// One event: claims can be told apart from the rest, and another event taken for the same; both show their effect first.
import { complain, get, post } from "./api.js";

const path = `/api/v1/events/${encodeURIComponent(document.getElementById("event").dataset.event)}`;
const form = document.getElementById("split");
const act = document.getElementById("split-act");
const preview = document.getElementById("preview");
const picked = () => [...form.querySelectorAll("[name=claims]:checked")].map((box) => box.value);

form.addEventListener("change", () => {
  const many = picked().length;
  const all = form.querySelectorAll("[name=claims]").length;
  act.hidden = many === 0 || many === all;
  act.querySelector("span").textContent = `${many} of ${all} claims picked`;
});

function column(title, figures) {
  const root = document.createElement("div");
  root.append(Object.assign(document.createElement("h3"), { textContent: title }));
  const list = document.createElement("ul");
  for (const figure of figures) {
    const words = `${figure.says} ${figure.noun}${figure.party ? ` (${figure.party})` : ""}`;
    list.append(Object.assign(document.createElement("li"), { textContent: words }));
  }
  if (!figures.length) list.append(Object.assign(document.createElement("li"), { textContent: "no figure", className: "soft" }));
  root.append(list);
  return root;
}

function ask(title, columns, write) {
  preview.querySelector("h2").textContent = title;
  preview.querySelector(".effect").replaceChildren(...columns);
  preview.returnValue = "no";
  preview.showModal();
  preview.addEventListener("close", async () => {
    if (preview.returnValue !== "yes") return;
    try {
      const reply = await write(preview.querySelector("[name=comment]").value);
      sessionStorage.setItem("say", reply.says);
      location.assign("/events");
    } catch (error) { complain(error); }
  }, { once: true });
}

document.querySelector("[data-do=split]").addEventListener("click", async () => {
  const claims = picked();
  const query = claims.map((claim) => `claims=${encodeURIComponent(claim)}`).join("&");
  try {
    const { now, rest, apart } = await get(`${path}/split?${query}`);
    ask("Told apart, this becomes two events", [column("Now", now), column("Without them", rest), column("They alone", apart)],
      (comment) => post(`${path}/split`, { claims, comment }));
  } catch (error) { complain(error); }
});

for (const button of document.querySelectorAll("[data-merge]")) {
  button.addEventListener("click", async () => {
    const event = button.dataset.merge;
    try {
      const { now, other, together } = await get(`${path}/merge?event=${encodeURIComponent(event)}`);
      ask("Taken as one happening", [column("This one", now), column("The other", other), column("Together", together)],
        (comment) => post(`${path}/merge`, { event, comment }));
    } catch (error) { complain(error); }
  });
}
