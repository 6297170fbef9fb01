// Keys for cards: Space shows the answer, 1–4 rate, E explains, U takes the last rating back.
const isTyping = (target) => target.matches?.("input, textarea, select");

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.repeat) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (isTyping(event.target)) return;
  const isPressing = event.target.closest?.("a, button, summary");
  let target = null;
  if (event.key === " " && !isPressing) target = document.querySelector("[data-show]");
  else if (/^[1-4]$/.test(event.key)) {
    target = document.querySelector(`button[data-key="${event.key}"]`);
  } else if (event.key.toLowerCase() === "e") {
    target = document.querySelector("[data-explain] > summary");
  } else if (event.key.toLowerCase() === "u") {
    target = document.querySelector("form[data-undo] button");
  }
  if (!target) return;
  event.preventDefault();
  target.click();
});
