// Speaking with the desk: JSON in, JSON out, and one sentence when something is wrong.

export class Refused extends Error {
  constructor(reply) {
    super(reply.error || "The desk did not answer; is it still running?");
    this.reply = reply;
  }
}

const underway = new Set(); // what was said and is not answered yet
export const settled = () => Promise.allSettled(underway);

export function call(method, path, body) {
  const answer = ask(method, path, body);
  if (method !== "GET") {
    underway.add(answer);
    answer.catch(() => {}).finally(() => underway.delete(answer));
  }
  return answer;
}

async function ask(method, path, body) {
  const form = body instanceof FormData;
  let answer;
  try {
    answer = await fetch(path, {
      method,
      keepalive: method !== "GET" && !form, // leaving the page must not lose what was said
      headers: { accept: "application/json", ...(body && !form ? { "content-type": "application/json" } : {}) },
      body: form ? body : body && JSON.stringify(body),
    });
  } catch {
    throw new Refused({});
  }
  const reply = await answer.json().catch(() => ({ ok: false }));
  if (!answer.ok || !reply.ok) throw new Refused(reply);
  return reply;
}

export const get = (path) => call("GET", path);
export const post = (path, body) => call("POST", path, body);
export const patch = (path, body) => call("PATCH", path, body);

const toast = document.querySelector(".toast");
let fading;

export function say(sentence, { bad = false, button, act } = {}) {
  toast.replaceChildren(sentence);
  toast.classList.toggle("bad", bad);
  if (button) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = button;
    made.addEventListener("click", act);
    toast.append(made);
  }
  toast.hidden = false;
  clearTimeout(fading);
  fading = setTimeout(() => { toast.hidden = true; }, bad ? 9000 : 4500);
}

export const complain = (error) => say(error.message, { bad: true });
