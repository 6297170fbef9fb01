// A study session on the device: cards from what it keeps, reviews into what waits to be sent. The
// pieces of a card came from the server as HTML, so that they look as they do with a connection.

const device = self.quizsiteDevice;
const study = document.querySelector("[data-offline-study]");
const place = study.querySelector("[data-place]");
const numbers = study.querySelector("[data-numbers]");
const undo = study.querySelector("[data-undo]");
let current = null;
let isBusy = false;

const copyOf = (id) => document.getElementById(id).content.cloneNode(true);

function fill(name, n) {
  const span = numbers.querySelector(`[data-${name}]`);
  span.textContent = span.dataset.words.replace("{n}", n);
}

function hint(side) {
  for (const each of study.querySelectorAll("[data-hint]")) each.hidden = each.dataset.hint !== side;
}

function focusOn(selector) {
  const target = place.querySelector(selector);
  if (!target) return;
  target.tabIndex = -1;
  target.focus();
}

function showBack() {
  place.innerHTML = current.back + current.ratings;
  // What a button would do was worked out before the card was forgotten: it no longer holds.
  if (current.isReturning) place.querySelectorAll(".rating__due").forEach((each) => each.remove());
  study.querySelector("[data-buttons]").textContent = place.querySelectorAll(".rating").length;
  hint("back");
  focusOn(".card__value");
}

function showFront() {
  place.innerHTML = current.front;
  place.append(copyOf("show-answer"));
  place.querySelector("[data-show]").addEventListener("click", showBack);
  hint("front");
}

function showNone(kept) {
  place.replaceChildren(copyOf(kept?.at ? "all-done" : "none-kept"));
  hint("");
}

async function next(isFirst = false) {
  const { kept, cards, last } = await device.state();
  current = cards[0] ?? null;
  place.removeAttribute("aria-busy");
  numbers.hidden = !kept?.at;
  fill("left", cards.length);
  fill("done", kept?.done ?? 0);
  undo.hidden = !last;
  if (current) showFront();
  else showNone(kept);
  if (!isFirst) focusOn("h1");
}

// One at a time: a second press of the key is not a second review.
async function change(work) {
  if (isBusy) return;
  isBusy = true;
  await work();
  await next();
  isBusy = false;
  device.tell("rated");
}

place.addEventListener("click", async (event) => {
  const button = event.target.closest("button[name=rating]");
  if (button) await change(() => device.rate(current, Number(button.value)));
});

undo.addEventListener("submit", async (event) => {
  event.preventDefault();
  await change(() => device.takeBack());
});

// Fetched anew, or signed out in another tab: show what is there now, but no other card in place of
// the one that is being looked at.
new BroadcastChannel("quizsite-device").addEventListener("message", async () => {
  const { cards } = await device.state();
  const isStill = cards.some((each) => each.point === current?.point);
  if (!isStill && !isBusy) await next(true);
});

next(true);
