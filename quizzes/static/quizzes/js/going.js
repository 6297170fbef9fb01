// Goes from question to question and from card to card without loading the whole page: htmx fetches
// the page that a link or form of [data-going] leads to, and its body takes the place of this one.
// Only where nothing else differs; all else is opened as without this module. A page that cannot be
// had leaves this one as it is. Modules start anew on "going:arrived", and hear of "going:failed".

const STUDY = "/study/";
const NEXT_TO = 400; // milliseconds between the two clicks of a double click
const RATING = /^\/study\/cards\/[^/]+\/$/; // the service worker keeps these without a connection
const FIRST = [
  "#main .messages .notice",
  ":is(#feedback, [data-newer])",
  "#main :is([aria-invalid], [autofocus]):not(dialog *)",
  ".card__value",
  "h1",
]; // what one is led to on arriving

let arrivedAt = 0; // when the page took its place, by the clock of events
let scrolled = 0; // how far the page before was, and what had its focus
let focused = null;

const places = () => document.getElementById("main").dataset.going; // what their addresses start with
const pathOf = (url) => new URL(url, location.href).pathname;

const filesOf = (page) =>
  [...page.querySelectorAll("head script[src], head link[rel=stylesheet]")].map(
    (each) => each.getAttribute("src") ?? each.getAttribute("href"),
  );

// Another person, language, theme or version of the site, or another kind of page: opened whole.
function isAlike(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const own = filesOf(document);
  return (
    page.getElementById("main")?.dataset.going === places() &&
    page.body.dataset.learner === document.body.dataset.learner &&
    page.documentElement.lang === document.documentElement.lang &&
    page.documentElement.dataset.theme === document.documentElement.dataset.theme &&
    filesOf(page).every((each) => own.includes(each))
  );
}

function say() {
  const told = document.getElementById("going-failed");
  const notice = told.content.cloneNode(true);
  notice.querySelector("p").textContent = told.dataset[navigator.onLine ? "failed" : "offline"];
  const messages = document.querySelector("#main .messages");
  messages.replaceChildren(notice);
  messages.scrollIntoView({ block: "nearest" });
}

function stay({ elt }) {
  say();
  const form = elt.closest("form");
  document.dispatchEvent(new CustomEvent("going:failed", { detail: { form } }));
}

// As without this module: the service worker takes in hand what needs no connection.
function goPlainly({ elt, requestConfig: { verb, path, triggeringEvent } }) {
  if (verb === "get") {
    location.assign(path);
    return;
  }
  const { name, value } = triggeringEvent.submitter; // which submit() leaves out
  elt.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  elt.submit();
}

document.addEventListener(
  "click",
  (event) => {
    // The second click of a double click is not meant for what has just come under the pointer.
    const isSecond = event.detail > 1 && event.timeStamp - arrivedAt < NEXT_TO;
    if (!isSecond || !event.target.closest?.("#main :is(a, button)")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  },
  { capture: true },
);

document.addEventListener("htmx:beforeRequest", (event) => {
  const { requestConfig } = event.detail;
  if (!pathOf(requestConfig.path).startsWith(places())) {
    event.preventDefault();
    goPlainly(event.detail);
  } else if (!navigator.onLine && places() !== STUDY) {
    event.preventDefault();
    say();
  }
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const { shouldSwap, serverResponse, xhr } = event.detail;
  scrolled = window.scrollY;
  focused = document.activeElement;
  if (!shouldSwap || isAlike(serverResponse)) return;
  event.preventDefault();
  location.assign(xhr.responseURL);
});

// The same address again is no step that "back" would return from.
document.addEventListener("htmx:beforeHistoryUpdate", (event) => {
  const { history } = event.detail;
  if (pathOf(history.path) === location.pathname) history.type = "replace";
});

const isOneOfSeveral = (field) => ["radio", "checkbox", "submit"].includes(field.type);

// Flagging changes nothing else on the page, so one stays where one was.
function stayAt(field) {
  window.scrollTo(0, scrolled);
  const alike = (each) =>
    each.name === field.name && (each.value === field.value || !isOneOfSeveral(each));
  if (!field?.name) return;
  [...document.querySelectorAll("#main :is(input, select, button)")].find(alike)?.focus();
}

function arrive() {
  window.scrollTo(0, 0);
  const found = FIRST.map((each) => document.querySelector(each)).find(Boolean);
  if (!found) return;
  if (!found.matches("a, button, input")) found.tabIndex = -1;
  found.focus();
}

document.addEventListener("htmx:afterOnLoad", (event) => {
  if (!event.detail.successful) return;
  arrivedAt = performance.now();
  document.dispatchEvent(new Event("going:arrived"));
  const { triggeringEvent } = event.detail.requestConfig;
  if (triggeringEvent.submitter?.matches("[data-flag]")) stayAt(focused);
  else arrive();
});

document.addEventListener("htmx:responseError", (event) => {
  const { xhr, requestConfig } = event.detail;
  if (xhr.status >= 500 || xhr.status === 429) stay(event.detail);
  else if (requestConfig.verb === "get") location.assign(requestConfig.path);
  else location.reload(); // as when the form was too old: it comes anew, with what was answered
});
document.addEventListener("htmx:timeout", (event) => stay(event.detail));
document.addEventListener("htmx:sendError", (event) => {
  const { verb, path } = event.detail.requestConfig;
  const isCard = places() === STUDY && (verb === "get" || RATING.test(pathOf(path)));
  if (isCard) goPlainly(event.detail);
  else stay(event.detail);
});
