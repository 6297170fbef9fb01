// On every page: keeps the day's cards on the device of a signed-in learner, sends what was rated
// without a connection, says what waits, and leaves nothing behind at signing out.

const device = self.quizsiteDevice;
const STALE = 10 * 60 * 1000; // milliseconds, like the others
const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 5 * 60 * 1000;
const KEEPING = ["/", "/study/"];
const RATING = /^\/study\/cards\//; // the service worker takes these in hand
const ATTEMPT = /^\/attempts\/([^/]+)\//;

// Whose page it is: "" nobody's; "kept" that of the learner whose cards the device keeps; undefined
// where the page doesn't know, as on some pages of errors.
const person = document.body.dataset.learner;
const isSigningIn = location.pathname === "/accounts/login/";
const isAble = Boolean(device && navigator.serviceWorker && self.indexedDB);

const statusOf = () => document.querySelector("[data-unsent]");

function words(name, n) {
  return statusOf().dataset[n === 1 ? `${name}One` : `${name}Many`].replace("{n}", n);
}

function say(text) {
  const status = statusOf();
  if (status.textContent.trim() === text) return;
  status.replaceChildren();
  if (!text) return;
  const notice = document.getElementById("unsent-notice").content.cloneNode(true);
  notice.querySelector("p").textContent = text;
  status.append(notice);
}

function entry(review) {
  const made = document.getElementById("refused-review").content.cloneNode(true);
  made.querySelector("[data-title]").textContent = review.title || review.point;
  made.querySelector("[data-reason]").textContent = review.refused;
  made.querySelector("button").addEventListener("click", async () => {
    await device.forgetReview(review.id);
    await show();
  });
  return made;
}

let last = null; // what came of the last exchange, until something is rated after it
let isHeldBack = false; // from signing out, for want of a connection

// What the server does not have yet, and what it did not take.
async function show() {
  const { kept, unsent } = await device.state();
  const own = unsent.filter((each) => each.learner === kept?.learner);
  const waiting = own.filter((each) => !each.refused).length;
  const refused = own.filter((each) => each.refused);
  const isSignedOut = last?.outcome === "signed-out";
  if (isHeldBack) say(statusOf().dataset.noLeaving);
  else if (waiting) say(words(isSignedOut ? "signedOut" : "waiting", waiting));
  else say(last?.sent ? words("sent", last.sent) : "");
  document.querySelector("[data-sign-in]").hidden = !(waiting && isSignedOut && person);
  const list = document.querySelector("[data-refused]");
  list.hidden = !refused.length;
  list.querySelector("ul").replaceChildren(...refused.map(entry));
}

// Where the browser can, it sends also after the page was closed.
async function askForBackgroundSync() {
  const registration = await navigator.serviceWorker.getRegistration("/");
  await registration?.sync?.register("reviews").catch(() => {});
}

let wait = FIRST_WAIT;
let timer;

async function exchange() {
  clearTimeout(timer);
  isHeldBack = false;
  last = await device.sync();
  await show();
  if (last?.outcome !== "later" || !(await isWaiting())) return;
  await askForBackgroundSync();
  timer = setTimeout(exchange, wait);
  wait = Math.min(2 * wait, LONGEST_WAIT);
}

async function isWaiting() {
  const { kept, unsent } = await device.state();
  return unsent.some((each) => each.learner === kept?.learner && !each.refused);
}

async function isToFetch() {
  const { kept } = await device.state();
  const isOld = !kept || kept.isStale || Date.now() - kept.at > STALE;
  return (isOld && KEEPING.includes(location.pathname)) || isWaiting();
}

// What an open attempt asks about goes from the device before anything else.
async function makesRoomForAttempt() {
  const attempt = ATTEMPT.exec(location.pathname)?.[1];
  const { kept } = await device.state();
  if (!attempt || kept?.attempt === attempt) return false;
  await device.makeRoom(attempt);
  return true;
}

async function begin() {
  let isNewAttempt = false;
  if (person !== "kept") {
    await device.claim(Number(person));
    isNewAttempt = await makesRoomForAttempt();
    await navigator.serviceWorker.register("/sw.js");
  }
  await goOn(isNewAttempt);
}

async function goOn(isNewAttempt = false) {
  await show();
  if (isNewAttempt || (await isToFetch())) await exchange();
}

let isLeaving = false;

// Signing out: first what waits is sent; what cannot be sent is lost only if the learner says so.
async function leave(form) {
  const dialog = document.getElementById("leaving");
  const { outcome } = await device.sync();
  isHeldBack = outcome === "later" && !navigator.onLine;
  if (isHeldBack) return show();
  const { unsent } = await device.state();
  if (unsent.length) {
    dialog.querySelector("[data-count]").textContent = words("waiting", unsent.length);
    const isOwn = unsent.every((each) => each.learner === Number(person));
    dialog.querySelector("[data-others]").hidden = isOwn;
    dialog.returnValue = "";
    dialog.showModal();
    await new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
    if (dialog.returnValue !== "leave") return;
  }
  isLeaving = true; // this tab; the others go to the start page
  await device.forgetAll();
  form.submit();
}

function submitted(event) {
  const form = event.target;
  if (form.method !== "post") return;
  const path = new URL(form.action).pathname;
  if (path === "/accounts/logout/") {
    event.preventDefault();
    leave(form);
  } else if (!RATING.test(path)) device.note({ isStale: true }); // it may change what waits, or the language
}

if (isAble && person) {
  document.addEventListener("submit", submitted);
  document.addEventListener("going:arrived", () => goOn());
  self.addEventListener("online", () => {
    wait = FIRST_WAIT;
    exchange();
  });
  new BroadcastChannel("quizsite-device").addEventListener("message", ({ data }) => {
    if (data === "rated") last = null;
    if (data !== "left") show();
    else if (!isLeaving) location.assign("/");
  });
  if (document.readyState === "complete") begin();
  else self.addEventListener("load", begin);
} else if (isAble && person === "" && navigator.serviceWorker.controller) {
  // The session ended: another may sit here now. What waits is said where one signs in.
  last = { outcome: "signed-out" };
  device.forgetCards().then(() => isSigningIn && show());
}
