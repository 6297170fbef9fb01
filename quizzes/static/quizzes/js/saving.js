// Keeps an answer as soon as it is given, and tries again while the connection is down. Until the
// server has it, it stays in this tab's storage: signing in again loses nothing. Without this
// module an answer is sent when the learner goes on.

const FIRST_WAIT = 1_000; // milliseconds, like the others
const LONGEST_WAIT = 30_000;
const PATIENCE = 15_000;
const FIELDS = "input:not([type=hidden]), select";
const OWN = new Set(["csrfmiddlewaretoken", "revision"]);

const form = document.querySelector("form[data-question]");
const place = `answer:${location.pathname}`;
let edits = 0;
let sent = 0; // the highest revision that may have reached the server
let isWaiting = false;
let isBusy = false;
let wait = FIRST_WAIT;
let timer;

const status = () => document.getElementById("saved");
const revision = () => form.elements.namedItem("revision");

function say(text) {
  if (status().textContent !== text) status().textContent = text;
}

function remember() {
  sessionStorage.setItem(place, JSON.stringify([...new FormData(form)]));
}

function changed() {
  if (Number(revision().value) <= sent) revision().value = sent + 1;
  remember();
  edits += 1;
  isWaiting = true;
  wait = FIRST_WAIT;
  say(""); // while it is under way, nothing claims that it is saved
  send();
}

async function post() {
  const body = new URLSearchParams(new FormData(form));
  sent = Math.max(sent, Number(body.get("revision")));
  const headers = { "X-Background-Save": "1" };
  const signal = AbortSignal.timeout(PATIENCE);
  try {
    const reply = await fetch(location.pathname, {
      method: "POST", body, headers, signal, redirect: "manual",
    });
    return { reply, text: await reply.text() };
  } catch {
    return null; // no connection
  }
}

async function send() {
  clearTimeout(timer);
  if (isBusy || !isWaiting) return;
  isBusy = true;
  const edit = edits;
  const found = await post();
  isBusy = false;
  if (edit !== edits) send(); // another answer was given meanwhile: that one counts
  else if (!found || found.reply.status >= 500 || found.reply.status === 429) later();
  else settle(found.reply, found.text);
}

function later() {
  say(status().dataset.retrying);
  timer = setTimeout(send, wait);
  wait = Math.min(2 * wait, LONGEST_WAIT);
}

function settle(reply, text) {
  isWaiting = false;
  if (reply.ok || reply.status === 409) sessionStorage.removeItem(place);
  if (reply.ok) {
    status().innerHTML = text;
    const next = Number(reply.headers.get("X-Revision")) + 1;
    if (next > Number(revision().value)) revision().value = next;
  } else if (reply.status === 409) {
    showNewer(text);
  } else {
    // A redirection leads to signing in. All else is told by the page itself, on going on.
    const isRedirected = reply.type === "opaqueredirect";
    say(isRedirected ? status().dataset.signedOut : status().dataset.unsaved);
  }
}

// The page that came back shows the newer answer: its form takes the place of this one.
function showNewer(page) {
  const fresh = new DOMParser().parseFromString(page, "text/html");
  form.replaceChildren(...fresh.querySelector("form[data-question]").childNodes);
  sent = 0;
  const said = status().textContent;
  status().textContent = "";
  setTimeout(() => say(said), 100); // a status is read out when it changes
  const field = form.querySelector("input:checked") ?? form.querySelector(FIELDS);
  field?.focus();
}

function fill(entries) {
  for (const element of form.elements) {
    if (!element.name || element.type === "submit" || OWN.has(element.name)) continue;
    const values = entries.filter(([name]) => name === element.name).map(([, value]) => value);
    if (["radio", "checkbox"].includes(element.type)) {
      element.checked = values.includes(element.value);
    } else if (values.length) element.value = values[0];
  }
}

// What this tab could not send before, unless the server has it or a newer one by now.
function restore() {
  const entries = JSON.parse(sessionStorage.getItem(place) ?? "[]");
  const number = Number(Object.fromEntries(entries).revision);
  sessionStorage.removeItem(place);
  if (!(number >= Number(revision().value)) || form.querySelector("[aria-invalid]")) return;
  fill(entries);
  changed();
}

form.addEventListener("change", changed);
form.addEventListener("submit", (event) => {
  remember();
  if (navigator.onLine) return;
  event.preventDefault(); // the browser's own page on being offline would take this one away
  changed();
});
window.addEventListener("online", () => {
  wait = FIRST_WAIT;
  send();
});
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload(); // what it shows may be old
});
restore();
