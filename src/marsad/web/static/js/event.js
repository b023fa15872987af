// One event: claims can be told apart from the rest, and another event taken for the same; both show their effect first.
import { complain, get, post } from "./api.js";
import { on } from "./keyboard.js";
import { why } from "./why.js";

const { event: id, version, next, stage } = document.getElementById("event").dataset;
const path = `/api/v1/events/${encodeURIComponent(id)}`;
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
    const unit = figure.unit === "person" ? "" : figure.unit;
    const words = [figure.says, figure.noun, unit, figure.party && `(${figure.party})`].filter(Boolean).join(" ");
    list.append(Object.assign(document.createElement("li"), { textContent: words }));
  }
  if (!figures.length) list.append(Object.assign(document.createElement("li"), { textContent: "no figure", className: "soft" }));
  root.append(list);
  return root;
}

function ask(title, columns, write, { needed = false } = {}) {
  preview.querySelector("h2").textContent = title;
  preview.querySelector("[name=comment]").value = "";
  preview.querySelector("[name=comment]").required = needed;
  preview.querySelector(".effect").replaceChildren(...columns);
  preview.returnValue = "no";
  preview.showModal();
  preview.addEventListener("close", async () => {
    if (preview.returnValue !== "yes") return;
    try {
      const reply = await write(preview.querySelector("[name=comment]").value);
      sessionStorage.setItem("say", reply.says);
      location.assign(`/events/${encodeURIComponent(reply.event)}`); // the list, where it is of none now
    } catch (error) { complain(error); }
  }, { once: true });
}

const asked = (claims) => claims.map((claim) => `claims=${encodeURIComponent(claim)}`).join("&");

async function split() {
  const claims = picked();
  const query = asked(claims);
  if (act.hidden) return;
  try {
    const { now, rest, apart } = await get(`${path}/split?${query}`);
    ask("Told apart, this becomes two events", [column("Now", now), column("Without them", rest), column("They alone", apart)],
      (comment) => post(`${path}/split`, { claims, comment }));
  } catch (error) { complain(error); }
}
document.querySelector("[data-do=split]").addEventListener("click", split);

document.querySelector("[data-do=move]")?.addEventListener("change", async ({ target }) => {
  const [claims, to] = [picked(), target.value];
  if (!to || !claims.length) return;
  target.value = "";
  try {
    const { now, rest, other, together } = await get(`${path}/claims?${asked(claims)}&to=${encodeURIComponent(to)}`);
    ask("Moved to the other event", [column("This one now", now), column("Without them", rest), column("The other now", other), column("With them", together)],
      (comment) => post(`${path}/claims`, { claims, to, comment }), { needed: true });
  } catch (error) { complain(error); }
});

for (const button of document.querySelectorAll("[data-merge]")) {
  button.addEventListener("click", async () => {
    const event = button.dataset.merge;
    try {
      const { now, other, together } = await get(`${path}/merge?event=${encodeURIComponent(event)}`);
      ask("Taken as one happening", [column("This one", now), column("The other", other), column("Together", together)],
        (comment) => post(`${path}/merge`, { event, comment }), { needed: true });
    } catch (error) { complain(error); }
  });
}

// The review: one step on, or back to the beginning with a reason.
async function keep(where, body) {
  try {
    const reply = await post(`${path}/${where}`, { ...body, if_version: version });
    sessionStorage.setItem("say", reply.says);
    location.reload();
  } catch (error) { complain(error); }
}
const advance = () => { if (next) keep("review", { stage: next }); };
async function reopen() {
  const comment = stage === "proposed" ? null : await why("Why is it reopened?");
  if (comment) keep("review", { stage: "proposed", comment });
}

const regrade = document.getElementById("regrade");
function grade() {
  const form = regrade.querySelector("form");
  form.elements.comment.value = "";
  regrade.returnValue = "no";
  regrade.showModal();
  regrade.addEventListener("close", () => {
    if (regrade.returnValue === "yes") keep("grade", { grade: form.elements.grade.value, comment: form.elements.comment.value });
  }, { once: true });
}

const acts = { advance, reopen, grade };
for (const [name, run] of Object.entries(acts)) document.querySelector(`[data-do=${name}]`)?.addEventListener("click", run);

// Claims: j and k walk through them, x picks.
const boxes = [...form.querySelectorAll("[name=claims]")];
const walk = (step) => () => {
  const now = boxes.indexOf(document.activeElement);
  boxes[Math.min(boxes.length - 1, Math.max(0, now + step))]?.focus();
};
on({
  ...acts,
  next: walk(1),
  previous: walk(-1),
  pick: () => { if (boxes.includes(document.activeElement)) document.activeElement.click(); },
  apart: split,
  same: () => document.querySelector("[data-merge]")?.click(),
});
