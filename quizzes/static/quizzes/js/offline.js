// A study session on the device: cards from what it keeps, reviews into what waits to be sent. The
// pieces of a card came from the server as HTML, so that they look as they do with a connection.

const device = self.quizsiteDevice;
const study = document.querySelector("[data-offline-study]");
const place = study.querySelector("[data-place]");
const numbers = study.querySelector("[data-numbers]");
const GOOD = 3;
const problem = study.querySelector("[data-problem]");
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

// Which answers mean the same is known to the server alone. Here an answer is right where it is one
// of the usual writings, whatever its width and case; what is not may be right too.
const plain = (text) => text.normalize("NFKC").trim().toLowerCase();
const isWriting = (text) => current.typed.writings.some((each) => plain(each) === plain(text));

function showTyped(text) {
  const isRight = isWriting(text);
  const said = copyOf(isRight ? "typed-right" : "typed-unsure");
  said.querySelector("[data-typed]").textContent = text;
  said.querySelector("[data-typed]").lang = current.typed.language;
  place.querySelector(".card__answer").before(said);
  const good = isRight && place.querySelector(`.rating[value="${GOOD}"]`);
  if (!good) return;
  good.classList.add("rating--suggested");
  good.querySelector(".rating__word").after(copyOf("suggested"));
  good.focus();
}

function showBack(text = "") {
  place.innerHTML = current.back + current.ratings;
  // What a button would do was worked out before the card was forgotten: it no longer holds.
  if (current.isReturning) place.querySelectorAll(".rating__due").forEach((each) => each.remove());
  study.querySelector("[data-buttons]").textContent = place.querySelectorAll(".rating").length;
  hint("back");
  focusOn(".card__value, .card__statement");
  if (text) showTyped(text);
}

function askForTyping() {
  place.append(copyOf("type-answer"));
  const input = place.querySelector("#typed");
  input.lang = current.typed.language;
  if (current.typed.is_number) input.inputMode = "decimal";
  place.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    showBack(input.value.trim());
  });
}

function showFront() {
  place.innerHTML = current.front;
  if (current.typed) askForTyping();
  else place.append(copyOf("show-answer"));
  place.querySelector("[data-show]").addEventListener("click", () => showBack());
  hint(current.typed ? "typing" : "front");
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
  if (current?.typed) place.querySelector("#typed").focus();
  else if (!isFirst) focusOn("h1");
}

// One at a time: a second press of the key is not a second review.
async function change(work) {
  if (isBusy) return;
  isBusy = true;
  problem.hidden = true;
  try {
    await work();
    await next();
    device.tell("rated");
  } catch {
    problem.hidden = false; // no room, most likely: the card stays, to be rated once there is
  }
  isBusy = false;
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

// A rating of the page before, which the service worker could not keep.
problem.hidden = location.hash !== "#not-kept";
if (!problem.hidden) history.replaceState(null, "", location.pathname); // told once
next(true);
