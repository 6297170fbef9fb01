// Keys for a question: 1–9 choose, Enter goes on. Everything also works without this module.

const isTyping = (target) =>
  target.matches?.("input:not([type=radio]):not([type=checkbox]), textarea, select");
const isPressing = (target) => target.closest?.("a, button, summary");

// An Enter that ends a composition (Chinese input) belongs to the input method: it must not hand
// the form in. Safari reports it after the composition, by the key code 229 alone.
const isComposing = (event) => event.isComposing || event.keyCode === 229;

document.addEventListener(
  "keydown",
  (event) => {
    if (event.key === "Enter" && isComposing(event)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  },
  { capture: true },
);

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  const form = document.querySelector("form[data-question]");
  if (!form || isTyping(event.target) || isComposing(event)) return;
  if (event.key === "Enter" && !isPressing(event.target)) {
    event.preventDefault();
    form.requestSubmit(form.querySelector("[data-next]"));
    return;
  }
  if (!/^[1-9]$/.test(event.key)) return;
  const choices = form.querySelectorAll("[data-options] input:is([type=radio],[type=checkbox])");
  const choice = choices[Number(event.key) - 1];
  if (!choice) return;
  event.preventDefault();
  choice.focus();
  choice.click();
});
