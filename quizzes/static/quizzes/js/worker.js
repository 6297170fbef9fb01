// The service worker, below what /sw.js names: its version and what to keep. The network comes
// first, always. Only the two pages for being offline and the files they need are kept: no page
// about a learner, and no answer of the server, comes into this store.
/* global quizsite, quizsiteDevice */

const STORE = `quizsite-${quizsite.version}`;
const RATING = /^\/study\/cards\/([^/]+)\/$/;

async function install() {
  const store = await caches.open(STORE);
  await store.addAll(quizsite.keep.map((url) => new Request(url, { cache: "reload" })));
  await self.skipWaiting();
}

async function activate() {
  const names = await caches.keys();
  await Promise.all(names.filter((each) => each !== STORE).map((each) => caches.delete(each)));
  await self.clients.claim();
}

const kept = async (url) => (await caches.open(STORE)).match(url, { ignoreVary: true });

async function page(request, path) {
  try {
    return await fetch(request);
  } catch {
    if (path === quizsite.study) return kept(quizsite.study);
    if (path.startsWith(quizsite.cards)) return Response.redirect(quizsite.study);
    return kept(quizsite.page);
  }
}

// A card that came over the network and is rated without one: the review waits on the device, with
// the id that the form had, so that it counts once even if it did arrive.
async function rating(request, point) {
  const copy = request.clone();
  try {
    const reply = await fetch(request);
    await quizsiteDevice.leaveOut(point).catch(() => {}); // the server has it
    return reply;
  } catch (error) {
    if (request.mode !== "navigate") throw error; // the page sends it again as a whole page
    const form = await copy.formData();
    const { kept, cards } = await quizsiteDevice.state();
    const number = Number(form.get("rating"));
    if (!kept || !form.get("id") || !number) return page(request, quizsite.cards);
    const title = cards.find((each) => each.point === point)?.title ?? "";
    const card = { learner: kept.learner, point, title };
    const isKept = await quizsiteDevice.rate(card, number, form.get("id")).then(
      () => true,
      () => false, // no room, most likely: the page says so, and the card is there to be rated again
    );
    return Response.redirect(isKept ? quizsite.study : `${quizsite.study}#not-kept`, 303);
  }
}

async function asset(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const found = await kept(request.url);
    if (!found) throw error;
    return found;
  }
}

async function sendLater() {
  const { outcome } = await quizsiteDevice.sync();
  if (outcome === "later") throw new Error("no connection"); // so that the browser tries again
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("sync", (event) => event.waitUntil(sendLater()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  const rated = RATING.exec(pathname);
  if (request.mode === "navigate" && request.method === "GET") {
    event.respondWith(page(request, pathname));
  } else if (request.method === "POST" && rated) {
    event.respondWith(rating(request, decodeURIComponent(rated[1])));
  } else if (request.method === "GET" && quizsite.keep.includes(pathname)) {
    event.respondWith(asset(request));
  }
});
