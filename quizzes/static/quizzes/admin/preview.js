// Shows every form of a fact's questions, in both languages, while the fact is written, and tells
// what is wrong at its field. Without this module a page of its own shows the same.
const WAIT = 700; // milliseconds without a key before the server is asked

const panel = document.querySelector("[data-live]");
const form = document.querySelector("#fact_form");

let timer = 0;
let running = null;

/** Puts the part of the answer in its place, only where it is new: screen readers read changes. */
function put(part, answer) {
  const place = panel.querySelector(`[data-part="${part}"]`);
  const found = answer.querySelector(`[data-part="${part}"]`);
  if (found && place.dataset.said !== found.innerHTML) {
    place.dataset.said = found.innerHTML;
    place.replaceChildren(...found.childNodes);
  }
  return Boolean(found);
}

/** Tells each problem at its field, where only those of now stand. */
function mark() {
  for (const old of form.querySelectorAll("[data-live-problem]")) {
    const field = document.getElementById(old.dataset.liveProblem);
    field?.removeAttribute("aria-invalid");
    field?.removeAttribute("aria-errormessage");
    old.remove();
  }
  for (const problem of panel.querySelectorAll("[data-field]:not([data-field=''])")) {
    const field = document.getElementById(problem.dataset.field);
    if (!field) continue;
    const told = document.createElement("p");
    told.className = "live-problem";
    told.id = `${field.id}-live-problem`;
    told.dataset.liveProblem = field.id;
    told.textContent = `✗ ${problem.querySelector("[data-message]").textContent}`;
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-errormessage", told.id);
    (field.closest(".form-row, td") ?? field.parentElement).append(told);
  }
}

async function ask() {
  running?.abort();
  running = new AbortController();
  try {
    const response = await fetch(panel.dataset.live, {
      method: "POST",
      body: new FormData(form), // holds the CSRF token
      headers: { "X-Requested-With": "fetch" },
      signal: running.signal,
    });
    if (!response.ok || response.redirected) throw new Error(String(response.status));
    const answer = new DOMParser().parseFromString(await response.text(), "text/html");
    put("problems", answer);
    const isMade = put("preview", answer);
    const isShown = panel.querySelector("[data-part='preview']").childElementCount > 0;
    panel.querySelector("[data-stale]").hidden = isMade || !isShown;
    mark();
  } catch (error) {
    if (error.name !== "AbortError") {
      const place = panel.querySelector("[data-part='problems']");
      place.textContent = panel.dataset.offline;
      place.dataset.said = "";
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
  // Points are added and taken away by the scripts of the admin.
  document.addEventListener("formset:added", wait);
  document.addEventListener("formset:removed", wait);
  if (form.querySelector("[name='seen_version']")?.value) ask(); // a new fact is still empty
}
