// Counts down to the deadline that the server set, says when it comes near, and at the end hands in
// what stands on the page. The server's clock decides: it ends the attempt at its deadline without
// this module too, and leads back to the questions where there is more time than this page knew of.

const SAID_AT = [1800, 600, 300, 60, 30]; // seconds before the end
const SOON = 60;
const PATIENCE = 4_000; // milliseconds, within the server's grace for what is under way

let ticking;

function clock(seconds) {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] ? parts : parts.slice(1);
  return shown.map((each, i) => (i ? String(each).padStart(2, "0") : each)).join(":");
}

function words(timer, seconds) {
  if (seconds <= SOON) return timer.dataset.last;
  return timer.dataset.minutes.replace("{n}", Math.round(seconds / 60));
}

// What was typed and not yet kept goes along, within the server's grace.
async function sendWhatIsTyped() {
  const form = document.querySelector("form[data-answers]");
  if (!form) return;
  const headers = { "X-Background-Save": "1" };
  const signal = AbortSignal.timeout(PATIENCE);
  const init = { method: "POST", body: new FormData(form), headers, signal, redirect: "manual" };
  try {
    await fetch(location.pathname, init);
  } catch {
    // No connection: what was saved before counts.
  }
}

async function handIn() {
  await sendWhatIsTyped();
  const timeUp = document.getElementById("time-up");
  // The browser's own page on being offline would take this one away.
  if (navigator.onLine) timeUp.submit();
  else window.addEventListener("online", () => timeUp.submit(), { once: true });
}

// Anew on each page: it brings the time that the server has left for it.
function start() {
  clearInterval(ticking);
  const timer = document.querySelector("[data-timer]");
  if (!timer) return;
  const left = timer.querySelector("[data-left]");
  const status = timer.querySelector("[role=status]");
  const whole = Number(timer.dataset.timer);
  const end = Date.now() + whole * 1000;
  const place = `time:${document.getElementById("time-up").action}`;
  // The last that this tab showed, on the page before: what falls between two pages is said too.
  const shown = Number(sessionStorage.getItem(place) ?? 0);
  let before = shown >= whole ? shown : whole + 1;
  let isOver = false;

  function tick() {
    const seconds = Math.max(0, Math.ceil((end - Date.now()) / 1000));
    left.textContent = clock(seconds);
    timer.toggleAttribute("data-soon", seconds <= SOON);
    const isDue = SAID_AT.some((each) => seconds <= each && each < before);
    if (seconds > 0 && (isDue || (seconds <= SOON && !status.textContent))) {
      status.textContent = words(timer, seconds);
    }
    before = Math.min(before, seconds);
    sessionStorage.setItem(place, before);
    if (seconds === 0 && !isOver) {
      isOver = true;
      clearInterval(ticking);
      status.textContent = timer.dataset.over;
      handIn();
    }
  }

  ticking = setInterval(tick, 1000);
  tick();
}

start();
document.addEventListener("going:arrived", start);
