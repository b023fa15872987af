// One question before what needs a reason.
const dialog = document.getElementById("why");

/** Ask for a reason (or what `label` says); null where the analyst leaves it. */
export function why(title, { needed = true, label = "Why" } = {}) {
  const form = dialog.querySelector("form");
  const comment = form.elements.comment;
  dialog.querySelector("h2").textContent = title;
  comment.parentElement.firstChild.data = `${label} `;
  comment.value = "";
  comment.required = needed;
  dialog.returnValue = "no";
  dialog.showModal();
  comment.focus();
  return new Promise((settle) => {
    dialog.addEventListener("close", () => settle(dialog.returnValue === "yes" ? comment.value : null), { once: true });
  });
}
