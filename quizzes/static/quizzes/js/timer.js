// Counts down to the deadline that the server set, says aloud when it comes near, and hands in at
// the end with what stands on the page. The server's clock decides: without this module, and
// whatever this one does, the attempt ends at its deadline.

const SAID_AT = [1800, 600, 300, 60, 30]; // seconds before the end
const SOON = 60;

const timer = document.querySelector("[data-timer]");

function clock(seconds) {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] ? parts : parts.slice(1);
  return shown.map((each, i) => (i ? String(each).padStart(2, "0") : each)).join(":");
}

function words(seconds) {
  const isMinutes = seconds >= 60;
  const template = isMinutes ? timer.dataset.minutes : timer.dataset.seconds;
  return template.replace("{n}", isMinutes ? Math.round(seconds / 60) : seconds);
}

// What was typed and not yet kept goes along, within the server's grace.
async function handIn() {
  const form = document.querySelector("form[data-answers]");
  if (form) {
    const init = { method: "POST", body: new FormData(form), redirect: "manual" };
    try {
      await fetch(location.pathname, { ...init, headers: { "X-Background-Save": "1" } });
    } catch {
      // No connection: what was saved before counts.
    }
  }
  document.getElementById("time-up").submit();
}

function start() {
  const left = timer.querySelector("[data-left]");
  const status = timer.querySelector("[role=status]");
  const end = Date.now() + Number(timer.dataset.timer) * 1000;
  let before = Number(timer.dataset.timer) + 1;
  let isOver = false;

  function tick() {
    const seconds = Math.max(0, Math.ceil((end - Date.now()) / 1000));
    left.textContent = clock(seconds);
    timer.toggleAttribute("data-soon", seconds <= SOON);
    const said = SAID_AT.filter((each) => seconds <= each && each < before).pop();
    if (said !== undefined && seconds > 0) status.textContent = words(seconds);
    before = Math.min(before, seconds);
    if (seconds === 0 && !isOver) {
      isOver = true;
      clearInterval(ticking);
      status.textContent = timer.dataset.over;
      handIn();
    }
  }

  const ticking = setInterval(tick, 1000);
  tick();
}

if (timer) start();
