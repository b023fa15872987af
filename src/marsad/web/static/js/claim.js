// One claim: judge it, change its fields, correct what a name was taken to be. Only what was changed is sent.
import { complain, patch, post } from "./api.js";
import { on } from "./keyboard.js";
import { why } from "./why.js";

const { claim: id, version, document: report } = document.getElementById("claim").dataset;
const path = `/api/v1/claims/${encodeURIComponent(id)}`;
const form = document.getElementById("edit");
const reasons = document.getElementById("reasons");
const was = new Map([...new FormData(form)]);

async function keep(promise, says) {
  try {
    const reply = await promise;
    sessionStorage.setItem("say", reply.says || says);
    location.reload();
  } catch (error) { complain(error); }
}

const judge = (decision, more = {}) => keep(post(`${path}/decision`, { decision, if_version: version, ...more }), `${decision}: kept.`);

function reject() {
  reasons.showModal();
  reasons.querySelector("button").focus();
}

reasons.addEventListener("click", ({ target }) => {
  const button = target.closest("button[value]");
  if (button) judge("reject", { reason: button.value, comment: reasons.querySelector("[name=comment]").value });
});
reasons.addEventListener("keydown", (event) => {
  if (event.target.name === "comment") return;
  reasons.querySelectorAll(".choices button")[Number(event.key) - 1]?.click();
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const fields = {};
  for (const [name, value] of new FormData(form)) if (name !== "comment" && was.get(name) !== value) fields[name] = value;
  keep(patch(path, { fields, comment: form.elements.comment.value, if_version: version }), "Saved.");
});

const reopen = async () => {
  const reason = await why("Why is it reopened?");
  if (reason) judge("reopen", { reason });
};
for (const button of document.querySelectorAll("[data-flag]")) {
  button.addEventListener("click", async () => {
    const { field, flag, seen } = button.dataset;
    const value = button.getAttribute("aria-pressed") === "true" ? "" : flag;
    const comment = value === "wrong" ? await why(`${button.title}. What is wrong?`, { needed: false }) : "";
    if (comment !== null) keep(post(`${path}/flag`, { field, value, comment, if_version: seen }), "Flagged.");
  });
}
const acts = { accept: () => judge("accept"), reject, defer: () => judge("defer"), reopen, flag: () => judge("defer", { reason: "second-reader" }) };
for (const button of document.querySelectorAll("[data-judge]")) button.addEventListener("click", acts[button.dataset.judge]);
for (const button of document.querySelectorAll("[data-correct]")) {
  button.addEventListener("click", () => keep(post(`${path}/correction`, { slot: button.dataset.correct, entities: [button.value], if_version: version }), "Corrected."));
}

const back = () => location.assign(`/documents/${encodeURIComponent(report)}#${id}`);
on({ ...acts, edit: () => form.querySelector("select").focus(), leave: back, previous: back, next: back });
