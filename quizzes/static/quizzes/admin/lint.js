// Tells what could be better in a question while it is written. Without this module the same is
// told when the question is saved.
const WAIT = 600; // milliseconds without a key before the server is asked

const panel = document.querySelector("[data-lint]");
const form = panel?.closest("form") ?? document.querySelector("#item_form");

let timer = 0;
let running = null;

async function ask() {
  running?.abort();
  running = new AbortController();
  try {
    const answer = await fetch(panel.dataset.lint, {
      method: "POST",
      body: new FormData(form), // holds the CSRF token
      headers: { "X-Requested-With": "fetch" },
      signal: running.signal,
    });
    if (answer.ok && !answer.redirected) {
      const found = await answer.text();
      // Said anew only where it is new: screen readers read what changes.
      if (found !== panel.dataset.said) {
        panel.dataset.said = found;
        panel.querySelector("[data-findings]").innerHTML = found;
      }
    }
  } catch (error) {
    if (error.name !== "AbortError") {
      panel.querySelector("[data-findings]").textContent = panel.dataset.offline;
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
