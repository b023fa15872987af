// Any judgement on record can be taken back from here; the undoing is a record too.
import { complain, post } from "./api.js";

for (const button of document.querySelectorAll("[data-undo]")) {
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      const reply = await post("/api/v1/undo", { activity_id: button.dataset.undo });
      sessionStorage.setItem("say", reply.says);
      location.reload();
    } catch (error) {
      button.disabled = false;
      complain(error);
    }
  });
}
