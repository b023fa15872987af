// Judging all that the filter finds, and nothing else: the number is shown, sent along, and checked there.
import { complain, post } from "./api.js";

const form = document.getElementById("bulk");
const { decision, comment } = form.elements;
const button = form.querySelector("button");

decision?.addEventListener("change", () => {
  button.hidden = !decision.value;
  comment.hidden = !decision.value;
  comment.required = decision.value === "reject";
});

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  button.disabled = true;
  try {
    const reply = await post("/api/v1/claims/bulk", {
      filter: JSON.parse(form.dataset.filter),
      expect_count: Number(form.dataset.count),
      decision: decision.value,
      comment: comment.value,
    });
    sessionStorage.setItem("say", reply.says);
    location.reload();
  } catch (error) {
    button.disabled = false;
    complain(error);
  }
});
