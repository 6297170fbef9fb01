// What this device keeps for a learner, in IndexedDB: the day's cards, and the reviews that the
// server does not have yet. Pages and the service worker share it, so it is a plain script: some
// browsers know no modules in a worker.
//
//   cards    {learner, point, title, front, back, ratings, typed, place, isDone, isReturning}
//   reviews  {id, learner, point, title, rating, reviewed_at, refused, before}
//   facts    {name: "kept", learner, at, isStale, attempt, done}

self.quizsiteDevice = (() => {
  const NAME = "quizsite";
  const CARDS = "/study/offline/cards/";
  const SYNC = "/study/offline/sync/";
  const A_BATCH = 200;
  const PATIENCE = 20_000; // milliseconds
  const LONGEST_KEPT = 7 * 24 * 60 * 60 * 1000;
  const AGAIN = 1;

  // One transaction over all stores; its result is what `work` returns, once it is complete.
  async function within(mode, work) {
    const database = await new Promise((resolve, reject) => {
      const opening = indexedDB.open(NAME, 1);
      opening.onupgradeneeded = () => {
        const made = opening.result;
        made.createObjectStore("cards", { keyPath: ["learner", "point"] });
        made.createObjectStore("reviews", { keyPath: "id" });
        made.createObjectStore("facts", { keyPath: "name" });
      };
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    try {
      return await new Promise((resolve, reject) => {
        const transaction = database.transaction(["cards", "reviews", "facts"], mode);
        let result;
        transaction.oncomplete = () => resolve(result);
        transaction.onabort = () => reject(transaction.error);
        const stores = ["cards", "reviews", "facts"].map((each) => transaction.objectStore(each));
        work(...stores).then(
          (found) => (result = found),
          (error) => {
            transaction.abort();
            reject(error);
          },
        );
      });
    } finally {
      database.close(); // an open one would hold up its removal at signing out
    }
  }

  const got = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });

  // Tabs and the worker take turns. (Where there are no locks a review sent twice counts once.)
  const alone = (work) =>
    navigator.locks ? navigator.locks.request("quizsite-device", work) : work();

  const tell = (change) => {
    const channel = new BroadcastChannel("quizsite-device");
    channel.postMessage(change);
    channel.close();
  };

  // The review that can be taken back: the last one made here that has not been sent.
  function lastOf(unsent, kept) {
    const own = unsent.filter((each) => each.learner === kept?.learner && each.before && !each.refused);
    return own.sort((one, other) => one.reviewed_at.localeCompare(other.reviewed_at)).at(-1);
  }

  async function state() {
    const found = await within("readonly", async (cards, reviews, facts) => ({
      kept: await got(facts.get("kept")),
      cards: await got(cards.getAll()),
      unsent: await got(reviews.getAll()),
    }));
    if (found.cards.length && Date.now() - (found.kept?.at ?? 0) > LONGEST_KEPT) {
      await forgetCards();
      return { ...found, kept: undefined, cards: [] };
    }
    const waiting = found.cards.filter((each) => !each.isDone);
    waiting.sort((one, other) => one.place - other.place);
    return { ...found, cards: waiting, last: lastOf(found.unsent, found.kept) };
  }

  // The queue as the server has it. What was rated since it was asked for keeps its state here.
  function keep(sent) {
    return within("readwrite", async (cards, reviews, facts) => {
      const before = await got(cards.getAll());
      const unsent = await got(reviews.getAll());
      const kept = await got(facts.get("kept"));
      const own = new Map(
        before.filter((each) => each.learner === sent.learner).map((each) => [each.point, each]),
      );
      const rated = new Set(
        unsent.filter((each) => each.learner === sent.learner).map((each) => each.point),
      );
      await got(cards.clear());
      sent.cards.forEach((card, place) => {
        const fresh = { ...card, learner: sent.learner, place, isDone: rated.has(card.point) };
        cards.put(rated.has(card.point) && own.has(card.point) ? own.get(card.point) : fresh);
      });
      const attempt = kept?.learner === sent.learner ? kept.attempt : undefined;
      const done = sent.reviewed_today;
      facts.put({ name: "kept", learner: sent.learner, at: Date.now(), isStale: false, attempt, done });
    });
  }

  // One act of recall: the review waits to be sent, and a card that was forgotten comes back last.
  function rate(card, rating, id = crypto.randomUUID()) {
    return within("readwrite", async (cards, reviews, facts) => {
      const kept = await got(facts.get("kept"));
      const all = await got(cards.getAll());
      const place = Math.max(0, ...all.map((each) => each.place)) + 1;
      const isDone = rating !== AGAIN;
      const found = all.find((each) => each.learner === card.learner && each.point === card.point);
      const before = found && { place: found.place, isReturning: found.isReturning };
      if (found) cards.put({ ...found, place, isDone, isReturning: true });
      const { learner, point, title } = card;
      const reviewed_at = new Date().toISOString();
      reviews.put({ id, learner, point, title, rating, reviewed_at, refused: "", before });
      if (kept) facts.put({ ...kept, done: kept.done + 1 });
    });
  }

  // In turn with sending: what is being sent is not taken back.
  const takeBack = () =>
    alone(() =>
      within("readwrite", async (cards, reviews, facts) => {
        const kept = await got(facts.get("kept"));
        const last = lastOf(await got(reviews.getAll()), kept);
        if (!last) return;
        reviews.delete(last.id);
        const card = await got(cards.get([last.learner, last.point]));
        if (card) cards.put({ ...card, ...last.before, isDone: false });
        facts.put({ ...kept, done: kept.done - 1 });
      }),
    );

  // Rated while connected: the server has it, and the card need not be shown here.
  const leaveOut = (point) =>
    within("readwrite", async (cards) => {
      for (const each of await got(cards.getAll())) {
        if (each.point === point) cards.put({ ...each, isDone: true });
      }
    });

  // Whose device it is now. What was kept of another learner goes; only unsent reviews wait on.
  const claim = (learner) =>
    within("readwrite", async (cards, reviews, facts) => {
      const kept = await got(facts.get("kept"));
      if (kept?.learner === learner) return;
      cards.clear();
      facts.put({ name: "kept", learner, at: 0, isStale: true, done: 0 });
    });

  const note = (change) =>
    within("readwrite", async (cards, reviews, facts) => {
      const kept = await got(facts.get("kept"));
      if (kept) facts.put({ ...kept, ...change });
    });

  // After what another tab is fetching right now has come, for that would be kept again.
  const makeRoom = (attempt) =>
    alone(async () => {
      await forgetCards();
      await note({ attempt });
    });

  const forgetCards = () =>
    within("readwrite", async (cards, reviews, facts) => {
      cards.clear();
      const kept = await got(facts.get("kept"));
      if (kept) facts.put({ ...kept, at: 0, done: 0, isStale: true });
    });

  const forgetReview = (id) =>
    within("readwrite", async (cards, reviews) => {
      reviews.delete(id);
    });

  // Everything: nothing private stays when a learner leaves.
  function forgetAll() {
    return alone(async () => {
      await new Promise((resolve) => {
        const removing = indexedDB.deleteDatabase(NAME);
        removing.onsuccess = removing.onerror = removing.onblocked = resolve;
      });
      for (const each of await caches.keys()) await caches.delete(each);
      const registration = await navigator.serviceWorker?.getRegistration("/");
      await registration?.unregister();
      tell("left");
    });
  }

  const settle = ({ stored, refused }) =>
    within("readwrite", async (cards, reviews) => {
      for (const id of stored) reviews.delete(id);
      for (const { id, reason } of refused) {
        const review = await got(reviews.get(id));
        if (review) reviews.put({ ...review, refused: reason });
      }
    });

  async function ask(url, options = {}) {
    const signal = AbortSignal.timeout(PATIENCE);
    return fetch(url, { cache: "no-store", redirect: "error", signal, ...options });
  }

  function send(learner, token, batch) {
    const reviews = batch.map(({ id, point, rating, reviewed_at }) => ({
      id, point, rating, reviewed_at,
    }));
    const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
    return ask(SYNC, { method: "POST", headers, body: JSON.stringify({ learner, reviews }) });
  }

  async function exchange() {
    let reply = await ask(CARDS);
    if (reply.status === 401) {
      await forgetCards(); // somebody else may sit here by now; what is not sent yet waits
      return { outcome: "signed-out", sent: 0 };
    }
    if (!reply.ok) return { outcome: "later", sent: 0 };
    let kept = await reply.json();
    const { unsent } = await state();
    const own = unsent.filter((each) => each.learner === kept.learner && !each.refused);
    let sent = 0;
    for (let start = 0; start < own.length; start += A_BATCH) {
      reply = await send(kept.learner, kept.token, own.slice(start, start + A_BATCH));
      if (!reply.ok) return { outcome: "later", sent };
      kept = await reply.json();
      await settle(kept);
      sent += kept.stored.length;
    }
    await keep(kept);
    return { outcome: "done", sent };
  }

  // Send what waits and fetch the day's cards. Resolves also without a connection: "later".
  async function sync() {
    const result = await alone(() => exchange().catch(() => ({ outcome: "later", sent: 0 })));
    tell("synced");
    return result;
  }

  return {
    state, claim, rate, takeBack, leaveOut, note, makeRoom, forgetCards, forgetReview, forgetAll,
    sync, tell,
  };
})();
