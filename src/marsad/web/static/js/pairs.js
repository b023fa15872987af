// Two claims, one question. The same key again takes the answer back.
import { complain, post, say } from "./api.js";
import { on } from "./keyboard.js";

const pairs = [...document.querySelectorAll(".pair")];
let at = -1;

function choose(index) {
  if (!pairs[index]) return;
  pairs[at]?.classList.remove("at");
  at = index;
  pairs[at].classList.add("at");
  pairs[at].scrollIntoView({ block: "nearest" });
}

async function answer(decision) {
  const pair = pairs[at];
  if (!pair) return;
  const button = pair.querySelector(`[data-pair=${decision}]`);
  const again = button.getAttribute("aria-pressed") === "true";
  try {
    const reply = again ? await post("/api/v1/undo", {}) : await post("/api/v1/pairs", { left: pair.dataset.left, right: pair.dataset.right, decision });
    for (const one of pair.querySelectorAll("[data-pair]")) one.setAttribute("aria-pressed", String(one === button && !again));
    pair.classList.toggle("answered", !again);
    document.dispatchEvent(new CustomEvent("judged", { detail: reply }));
    if (!again) choose(at + 1);
    say(reply.says);
  } catch (error) { complain(error); }
}

pairs.forEach((pair, index) => pair.addEventListener("click", ({ target }) => {
  choose(index);
  const decision = target.closest("[data-pair]")?.dataset.pair;
  if (decision) answer(decision);
}));
on({
  next: () => choose(Math.min(at + 1, pairs.length - 1)),
  previous: () => choose(Math.max(at - 1, 0)),
  same: () => answer("same"),
  different: () => answer("different"),
  unsure: () => answer("unsure"),
});
choose(0);
