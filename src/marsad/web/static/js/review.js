// Reading and judging: one card is chosen, its words are lit in the text, one key judges it and goes on.
import { complain, get, post, say } from "./api.js";
import { on } from "./keyboard.js";

document.body.dataset.live = "yes";
const cards = [...document.querySelectorAll(".card")];
const pieces = [...document.querySelectorAll(".piece")];
const reasons = document.getElementById("reasons");
const words = { accept: "accepted", reject: "rejected", defer: "deferred", flag: "deferred", reopen: "suggested" };
let at = -1;

const marks = (element) => (element.dataset.marks || "").split(" ");

function choose(index, { scroll = true } = {}) {
  const card = cards[index];
  if (!card) return;
  cards[at]?.classList.remove("chosen");
  at = index;
  card.classList.add("chosen");
  const number = card.dataset.marks;
  for (const piece of pieces) piece.classList.toggle("chosen", number !== "" && marks(piece).includes(number));
  for (const badge of document.querySelectorAll(".text .badge")) badge.classList.toggle("chosen", badge.dataset.mark === number);
  if (!scroll) return;
  card.scrollIntoView({ block: "nearest" });
  const lit = pieces.find((piece) => piece.classList.contains("chosen"));
  if (!lit || matchMedia("(max-width: 1000px)").matches) return;
  const box = lit.getBoundingClientRect();
  if (box.top < 80 || box.bottom > innerHeight - 80) lit.scrollIntoView({ block: "center" });
}

function show(card, row) {
  card.dataset.state = row.state;
  card.dataset.version = row.version;
  card.querySelector(".state").textContent = row.state_says;
  for (const piece of pieces) {
    for (const mark of piece.querySelectorAll(`.mark[data-mark="${card.dataset.marks}"]`)) {
      mark.classList.toggle("rejected", row.state === "rejected");
    }
  }
  const judged = cards.filter((one) => one.dataset.state !== "suggested").length;
  const progress = document.querySelector("[data-progress]");
  if (progress) progress.textContent = `${judged} of ${cards.length} judged`;
}

async function judge(decision, { reason = "", comment = "" } = {}) {
  const card = cards[at];
  if (!card) return;
  const before = card.dataset.state;
  card.dataset.state = words[decision];
  choose(at + 1);
  const said = decision === "flag" ? { decision: "defer", reason: "second-reader", comment } : { decision, reason, comment };
  try {
    const reply = await post(`/api/v1/claims/${encodeURIComponent(card.dataset.claim)}/decision`, { ...said, if_version: card.dataset.version });
    show(card, reply.row);
    document.dispatchEvent(new CustomEvent("judged", { detail: reply }));
    if (at === cards.indexOf(card)) say("That was the last claim here.");
  } catch (error) {
    card.dataset.state = before;
    if (error.reply?.row) show(card, error.reply.row);
    choose(cards.indexOf(card));
    complain(error);
  }
}

function reject() {
  if (!cards[at]) return;
  reasons.querySelector("[name=comment]").value = "";
  reasons.showModal();
  reasons.querySelector("button").focus();
}

reasons?.addEventListener("click", ({ target }) => {
  const button = target.closest("button[value]");
  if (!button) return;
  reasons.close();
  judge("reject", { reason: button.value, comment: reasons.querySelector("[name=comment]").value });
});
reasons?.addEventListener("keydown", (event) => {
  if (event.target.name === "comment") return;
  const button = reasons.querySelectorAll(".choices button")[Number(event.key) - 1];
  if (button) {
    event.preventDefault();
    button.click();
  }
});

const edit = () => cards[at]?.querySelector("[data-judge=edit]").click();

function highlights() {
  const hidden = document.body.classList.toggle("plain-text");
  document.querySelector("[data-do=highlights]")?.setAttribute("aria-pressed", String(!hidden));
}

const follow = (rel) => () => document.querySelector(`a[rel=${rel}]`)?.click();
const acts = { accept: () => judge("accept"), reject, defer: () => judge("defer"), flag: () => judge("flag"), edit };

on({
  next: () => choose(Math.min(at + 1, cards.length - 1)),
  previous: () => choose(Math.max(at - 1, 0)),
  highlights,
  "next-document": follow("next"),
  "previous-document": follow("prev"),
  ...acts,
});

cards.forEach((card, index) => {
  card.addEventListener("click", ({ target }) => {
    choose(index, { scroll: false });
    const act = target.closest("[data-judge]")?.dataset.judge;
    if (act && act !== "edit") acts[act]();
  });
  card.addEventListener("focusin", () => { if (at !== index) choose(index, { scroll: false }); });
});

// A click on words chooses their claim; further clicks go through the claims that share them. It never judges.
document.querySelector(".text")?.addEventListener("click", (event) => {
  const badge = event.target.closest(".badge");
  const piece = event.target.closest(".piece");
  if (badge) event.preventDefault();
  const numbers = badge ? [badge.dataset.mark] : piece ? marks(piece) : [];
  if (!numbers[0] || !getSelection().isCollapsed) return;
  const now = numbers.indexOf(cards[at]?.dataset.marks);
  choose(cards.findIndex((card) => card.dataset.marks === numbers[(now + 1) % numbers.length]));
});

document.querySelector("[data-do=highlights]")?.addEventListener("click", highlights);

document.addEventListener("judged", ({ detail }) => {
  for (const row of detail.rows || []) {
    const index = cards.findIndex((card) => card.dataset.claim === row.id);
    if (index < 0) continue;
    show(cards[index], row);
    choose(index);
  }
});

// What is said of the whole document: sent, and the page is read anew.
function sends(id, said) {
  document.getElementById(id)?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = event.target;
    form.querySelector("button").disabled = true;
    try {
      const reply = await post(`/api/v1/documents/${encodeURIComponent(form.dataset.document)}/${id}`, said(form.elements));
      sessionStorage.setItem("say", reply.says);
      location.reload();
    } catch (error) {
      form.querySelector("button").disabled = false;
      complain(error);
    }
  });
}

sends("published", ({ value }) => ({ value: value.value, if_version: "" }));
sends("expunge", ({ cause, reason }) => ({ cause: cause.value, reason: reason.value }));

// The documents before and after are those of the list that one came from, or else of the list of all.
async function neighbours() {
  const links = ["prev", "next"].map((rel) => document.querySelector(`a[rel=${rel}]`));
  if (!links[0]) return;
  let paths = JSON.parse(sessionStorage.getItem("documents") || "[]");
  if (!paths.includes(location.pathname)) {
    const { rows } = await get("/api/v1/documents?limit=200");
    paths = rows.map((row) => `/documents/${encodeURIComponent(row.id)}`);
  }
  const here = paths.indexOf(location.pathname);
  links.forEach((link, side) => {
    const path = here < 0 ? undefined : paths[here + (side ? 1 : -1)];
    link.hidden = !path;
    if (path) link.href = path;
  });
}
neighbours().catch(() => {});

// Begin at the claim that the address names, or at the first that waits.
const named = cards.findIndex((card) => location.hash === `#claim-${card.dataset.marks}` || location.hash === `#${card.dataset.claim}`);
const waiting = cards.findIndex((card) => card.dataset.state === "suggested");
choose(named >= 0 ? named : Math.max(waiting, 0), { scroll: named >= 0 || waiting > 0 });
