// Keys for questions: 1–9 choose, Enter goes on, F flags. Everything also works without this module.

const isTyping = (target) =>
  target.matches?.("input:not([type=radio]):not([type=checkbox]), textarea, select");
const isPressing = (target) => target.closest?.("a, button, summary");

// Also when Safari reports it late; an Enter of this kind is taken in composing.js.
const isComposing = (event) => event.isComposing || event.keyCode === 229;

// The question that keys are for: where the focus is; else the first that can be seen.
function current() {
  const all = [...document.querySelectorAll("[data-question]")];
  const focused = document.activeElement?.closest("[data-question]");
  return focused ?? all.find((each) => each.getBoundingClientRect().bottom > 0) ?? all[0];
}

// On a page with several questions Enter leads to the next one, and from the last to the button.
function goOn(question) {
  const all = [...document.querySelectorAll("section[data-question]")];
  const following = all[all.indexOf(question) + 1];
  const next = document.querySelector("[data-next]");
  if (following) {
    following.scrollIntoView({ block: "start" });
    following.focus({ preventScroll: true });
  } else if (all.length) next.focus();
  else if (next) next.click();
}

function choose(question, number) {
  const fields = "input:is([type=radio],[type=checkbox])";
  const choice = question?.querySelectorAll(`[data-options] ${fields}`)[number - 1];
  if (!choice) return false;
  choice.focus();
  choice.click();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.repeat || isComposing(event)) return;
  const question = current();
  const isInSeveral = question?.matches("section");
  if (event.key === "Enter" && !isPressing(event.target) && event.target.type !== "submit") {
    if (isTyping(event.target) && !isInSeveral) return; // the form's own way
    event.preventDefault();
    goOn(question);
    return;
  }
  if (isTyping(event.target)) return;
  if (/^[1-9]$/.test(event.key) && choose(question, Number(event.key))) event.preventDefault();
  else if (event.key.toLowerCase() === "f" && !event.repeat) {
    const flag = (question ?? document).querySelector("[data-flag]");
    if (flag) event.preventDefault();
    flag?.click();
  }
});
