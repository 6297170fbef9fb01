// Keeps each answer as soon as it is given, and tries again while the connection is down. Until the
// server has it, it stays in this tab's storage: signing in again loses nothing. Without this
// module answers are sent when the learner goes on.

const FIRST_WAIT = 1_000; // milliseconds, like the others
const LONGEST_WAIT = 30_000;
const PATIENCE = 15_000;
const FIELDS = "input:not([type=hidden]), select";
const OWN = new Set(["csrfmiddlewaretoken", "revision"]);
const TOKEN = "csrfmiddlewaretoken";

// Answered before this module had come. No browser fills in by itself what was there before: the
// forms forbid it, for the server may have a newer answer by now.
function isTouched(field) {
  if (["radio", "checkbox"].includes(field.type)) return field.checked !== field.defaultChecked;
  if (field.type !== "select-one") return field.type !== "hidden" && field.value !== field.defaultValue;
  const offered = [...field.options].findIndex((each) => each.defaultSelected);
  return field.selectedIndex !== Math.max(0, offered);
}

// One question: the form itself, or a part of a form with several whose fields share a prefix.
class Keeper {
  edits = 0;
  sent = 0; // the highest revision that may have reached the server
  isWaiting = false;
  isBusy = false;
  isReplaced = false; // by the keeper of the same question, shown again
  wait = FIRST_WAIT;
  timer;

  constructor(question) {
    this.question = question;
    this.prefix = question.dataset.prefix ?? "";
    this.url = question.dataset.url ?? location.pathname;
    this.place = `answer:${this.url}`;
    question.addEventListener("change", () => this.changed());
    if (!this.restore() && this.fields.some(isTouched)) this.changed();
  }

  get status() {
    return this.question.querySelector("[role=status]");
  }

  get fields() {
    return [...this.question.querySelectorAll("input, select")].filter((each) => each.name);
  }

  get revision() {
    return this.fields.find((each) => each.name === `${this.prefix}revision`);
  }

  // What the fields hold, by their names without the prefix.
  entries() {
    const form = this.question.closest("form");
    return [...new FormData(form)]
      .filter(([name]) => name.startsWith(this.prefix) && name !== TOKEN)
      .map(([name, value]) => [name.slice(this.prefix.length), value]);
  }

  say(text) {
    if (this.status.textContent !== text) this.status.textContent = text;
  }

  remember() {
    sessionStorage.setItem(this.place, JSON.stringify(this.entries()));
  }

  // To the form, which sends it on the way to another page.
  handOver() {
    this.remember();
    this.sent = Math.max(this.sent, Number(this.revision.value));
  }

  stop() {
    this.isReplaced = true;
    clearTimeout(this.timer);
  }

  changed() {
    if (Number(this.revision.value) <= this.sent) this.revision.value = this.sent + 1;
    this.remember();
    this.edits += 1;
    this.isWaiting = true;
    this.wait = FIRST_WAIT;
    this.say(""); // while it is under way, nothing claims that it is saved
    this.send();
  }

  async post() {
    const body = new URLSearchParams(this.entries());
    body.set(TOKEN, document.querySelector(`[name=${TOKEN}]`).value);
    this.sent = Math.max(this.sent, Number(body.get("revision")));
    const headers = { "X-Background-Save": "1" };
    const signal = AbortSignal.timeout(PATIENCE);
    try {
      const reply = await fetch(this.url, {
        method: "POST", body, headers, signal, redirect: "manual",
      });
      return { reply, text: await reply.text() };
    } catch {
      return null; // no connection
    }
  }

  async send() {
    clearTimeout(this.timer);
    if (this.isBusy || !this.isWaiting) return;
    this.isBusy = true;
    const edit = this.edits;
    const found = await this.post();
    this.isBusy = false;
    if (this.isReplaced) return;
    if (edit !== this.edits) this.send(); // another answer was given meanwhile: that one counts
    else if (!found || found.reply.status >= 500 || found.reply.status === 429) this.later();
    else this.settle(found.reply, found.text);
  }

  later() {
    this.say(this.status.dataset.retrying);
    this.timer = setTimeout(() => this.send(), this.wait);
    this.wait = Math.min(2 * this.wait, LONGEST_WAIT);
  }

  settle(reply, text) {
    this.isWaiting = false;
    if (reply.ok || reply.status === 409) sessionStorage.removeItem(this.place);
    if (reply.ok) {
      this.status.innerHTML = text;
      const next = Number(reply.headers.get("X-Revision")) + 1;
      if (next > Number(this.revision.value)) this.revision.value = next;
    } else if (reply.status === 409) {
      this.showNewer(text);
    } else {
      // A redirection leads to signing in. All else is told by the page itself, on going on.
      const isRedirected = reply.type === "opaqueredirect";
      this.say(isRedirected ? this.status.dataset.signedOut : this.status.dataset.unsaved);
    }
  }

  // The page that came back shows the newer answer: its question takes the place of this one.
  showNewer(page) {
    if (!this.question.isConnected) return; // it was left; the server has it
    const fresh = new DOMParser().parseFromString(page, "text/html");
    const same = `[data-question][data-prefix="${this.prefix}"]`;
    const newer = fresh.querySelector(same);
    if (!newer) {
      location.reload(); // a page with several questions: all else on it is kept already
      return;
    }
    this.question.replaceChildren(...newer.childNodes);
    this.sent = 0;
    const said = this.status.textContent;
    this.status.textContent = "";
    setTimeout(() => this.say(said), 100); // a status is read out when it changes
    const field =
      this.question.querySelector("input:checked") ?? this.question.querySelector(FIELDS);
    field?.focus();
  }

  fill(entries) {
    for (const field of this.fields) {
      const name = field.name.slice(this.prefix.length);
      if (OWN.has(name)) continue;
      const values = entries.filter(([each]) => each === name).map(([, value]) => value);
      if (["radio", "checkbox"].includes(field.type)) {
        field.checked = values.includes(field.value);
      } else if (values.length) field.value = values[0];
    }
  }

  // What this tab could not send before, unless the server has it or a newer one by now.
  restore() {
    const entries = JSON.parse(sessionStorage.getItem(this.place) ?? "[]");
    const number = Number(Object.fromEntries(entries).revision);
    sessionStorage.removeItem(this.place);
    const isRefused = this.question.querySelector("[aria-invalid]");
    if (!(number >= Number(this.revision?.value)) || isRefused) return false;
    this.fill(entries);
    this.changed();
    return true;
  }
}

let keepers = []; // of the questions shown, and of those left before the server had their answers

function start() {
  keepers = keepers.filter((each) => each.isWaiting);
  for (const question of document.querySelectorAll("[data-question]")) {
    const keeper = new Keeper(question);
    const before = keepers.find((each) => each.url === keeper.url);
    before?.stop(); // what it could not send was remembered, and is here again
    keepers = [...keepers.filter((each) => each !== before), keeper];
  }
}
start();
document.addEventListener("going:arrived", start);

// Of several questions only those that the server does not have: the others did not change.
function unsentOf(form) {
  const own = keepers.filter((each) => form.contains(each.question));
  return own.length === 1 ? own : own.filter((each) => each.isWaiting);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-answers]")) return;
  const unsent = unsentOf(form);
  unsent.forEach((each) => each.handOver());
  if (navigator.onLine) return;
  event.preventDefault(); // the browser's own page on being offline would take this one away
  unsent.forEach((each) => each.changed());
});
document.addEventListener("going:failed", ({ detail: { form } }) => {
  if (form?.matches("[data-answers]")) unsentOf(form).forEach((each) => each.changed());
});
window.addEventListener("online", () => {
  for (const each of keepers) {
    each.wait = FIRST_WAIT;
    each.send();
  }
});
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload(); // what it shows may be old
});
