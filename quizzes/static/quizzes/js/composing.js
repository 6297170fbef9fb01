// An Enter that ends a composition (Chinese input) belongs to the input method: it must not hand
// the form in. Safari reports it after the composition, by the key code 229 alone.
document.addEventListener(
  "keydown",
  (event) => {
    if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  },
  { capture: true },
);
