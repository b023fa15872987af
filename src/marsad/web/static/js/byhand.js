// A claim that a person makes: words of the report, and what they are taken to say. Nothing that was read changes.
import { complain, post } from "./api.js";
import { on } from "./keyboard.js";

const dialog = document.getElementById("by-hand");
const form = document.getElementById("made");
const { words } = form.elements;
const points = (text) => [...text].length; // the desk counts code points, browsers UTF-16 units
let taken = null;

function before(piece, node, offset) {
  const range = document.createRange();
  range.selectNodeContents(piece);
  range.setEnd(node, offset);
  return points(range.toString());
}

/** The words that are selected in the text, with their place in it. */
function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const pieces = [...document.querySelectorAll(".text .piece")].filter((piece) => range.intersectsNode(piece));
  if (!pieces.length) return null;
  const [first, last] = [pieces[0], pieces.at(-1)];
  const start = Number(first.dataset.start) + (first.contains(range.startContainer) ? before(first, range.startContainer, range.startOffset) : 0);
  const end = Number(last.dataset.start) + (last.contains(range.endContainer) ? before(last, range.endContainer, range.endOffset) : points(last.textContent));
  const text = pieces.map((piece) => {
    const all = [...piece.textContent];
    const from = piece === first ? start - Number(first.dataset.start) : 0;
    return all.slice(from, piece === last ? end - Number(last.dataset.start) : all.length).join("");
  });
  return start < end ? { start, end, text: text.join("").trim() } : null;
}

function open() {
  taken = selected();
  form.reset();
  words.value = taken?.text ?? document.querySelector(".card.chosen .quote")?.textContent ?? "";
  dialog.showModal();
  if (taken) form.elements.kind.focus();
  else words.select();
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const fields = Object.fromEntries(new FormData(form));
  delete fields.words;
  const where = taken && taken.text === words.value ? { start: taken.start, end: taken.end } : { words: words.value };
  const button = form.querySelector("button.primary");
  button.disabled = true;
  try {
    const reply = await post(`/api/v1/documents/${encodeURIComponent(form.dataset.document)}/claims`, { ...where, fields });
    sessionStorage.setItem("say", reply.says);
    location.hash = reply.row.id;
    location.reload();
  } catch (error) { complain(error); }
  button.disabled = false;
});
form.querySelector("[data-do=leave]").addEventListener("click", () => dialog.close());
document.querySelector(".head [data-do=new-claim]").addEventListener("mousedown", (event) => event.preventDefault()); // keeps the selection
document.querySelector(".head [data-do=new-claim]").addEventListener("click", open);
on({ "new-claim": open });
