// Tells what could be better in a question while it is written, and shows how it looks. Without
// this module the same is told when the question is saved.
const WAIT = 600; // milliseconds without a key before the server is asked

const panel = document.querySelector("[data-lint]");
const preview = document.querySelector("[data-preview]");
const form = panel?.closest("form") ?? document.querySelector("#item_form");

let timer = 0;
let running = null;

/** Puts the part of the answer in its place, only where it is new: screen readers read changes. */
function put(part, answer) {
  const [place, found] = [document, answer].map((each) =>
    each.querySelector(`[data-part="${part}"]`),
  );
  if (found && place.dataset.said !== found.innerHTML) {
    place.dataset.said = found.innerHTML;
    place.replaceChildren(...found.childNodes);
  }
}

async function ask() {
  running?.abort();
  running = new AbortController();
  try {
    const response = await fetch(panel.dataset.lint, {
      method: "POST",
      body: new FormData(form), // holds the CSRF token
      headers: { "X-Requested-With": "fetch" },
      signal: running.signal,
    });
    if (response.ok && !response.redirected) {
      const answer = new DOMParser().parseFromString(await response.text(), "text/html");
      put("findings", answer);
      put("preview", answer);
      preview.hidden = !preview.querySelector(".sheet");
    }
  } catch (error) {
    if (error.name !== "AbortError") {
      panel.querySelector("[data-part='findings']").textContent = panel.dataset.offline;
    }
  }
}

function wait() {
  clearTimeout(timer);
  timer = setTimeout(ask, WAIT);
}

if (panel && form) {
  panel.hidden = false;
  form.addEventListener("input", wait);
  form.addEventListener("change", wait);
  ask();
}
