// The way in: pasted text, files, a folder. Files go one after another, so that each shows as it is read.
import { complain, post } from "./api.js";

const paste = document.getElementById("paste");
const drop = document.getElementById("files");
const progress = document.getElementById("progress");
const plural = (many, noun) => `${many.toLocaleString("en")} ${noun}${many === 1 ? "" : "s"}`;

function tell(sentence, refused = []) {
  const list = document.createElement("ul");
  list.append(...refused.slice(0, 50).map((reason) => Object.assign(document.createElement("li"), { textContent: reason })));
  progress.replaceChildren(Object.assign(document.createElement("p"), { textContent: sentence }), list);
  progress.classList.toggle("warn", refused.length > 0);
  progress.hidden = false;
  progress.scrollIntoView({ block: "nearest" });
}

function open(path, text) {
  const link = Object.assign(document.createElement("a"), { href: path, textContent: text, className: "button" });
  const line = document.createElement("p");
  line.append(link);
  progress.append(line);
  link.focus();
}

paste.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = paste.querySelector("button");
  button.disabled = true;
  tell("Reading …");
  try {
    const reply = await post("/api/v1/documents", Object.fromEntries(new FormData(paste)));
    if (reply.ids.length && !reply.refused.length) location.assign(`/documents/${encodeURIComponent(reply.ids[0])}`);
    else tell("It could not be read.", reply.refused);
  } catch (error) {
    progress.hidden = true;
    complain(error);
  }
  button.disabled = false;
});

async function read(files) {
  const sum = { documents: 0, claims: 0, known: 0, refused: [] };
  const start = [];
  for (const [at, file] of [...files].entries()) {
    tell(`Reading ${at + 1} of ${files.length}: ${file.name}. So far ${plural(sum.documents, "report")}, ${plural(sum.claims, "claim")}.`, sum.refused);
    const form = new FormData();
    form.append("file", file, file.webkitRelativePath || file.name);
    for (const name of ["outlet", "published"]) form.append(name, paste.elements[name].value);
    try {
      const reply = await post("/api/v1/documents/files", form);
      for (const key of ["documents", "claims", "known"]) sum[key] += reply[key];
      sum.refused.push(...reply.refused);
      start.push(...reply.ids);
    } catch (error) {
      sum.refused.push(`${file.name}: ${error.message}`);
    }
  }
  const known = sum.known ? ` ${plural(sum.known, "report")} ${sum.known === 1 ? "was" : "were"} known already.` : "";
  tell(`Read ${plural(sum.documents, "new report")} with ${plural(sum.claims, "claim")}.${known}${sum.refused.length ? " Not read:" : ""}`, sum.refused);
  if (start.length === 1) open(`/documents/${encodeURIComponent(start[0])}`, "Open it");
  else if (start.length) open("/", "Go to the inbox");
}

for (const input of drop.querySelectorAll("input")) input.addEventListener("change", () => input.files.length && read(input.files));
for (const [name, over] of [["dragover", true], ["dragleave", false], ["drop", false]]) {
  drop.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.toggle("over", over);
    if (name === "drop" && event.dataTransfer.files.length) read(event.dataTransfer.files);
  });
}
