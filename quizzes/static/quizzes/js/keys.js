// The list of keys: opened by its button or by "?", closed by its button, Escape or a click beside.
// It names the keys of what is on the page.
const dialogOf = () => document.querySelector("dialog[data-keys]");

const isTyping = (target) =>
  target.matches?.("input:not([type=radio]):not([type=checkbox]), textarea, select");

function open(dialog) {
  for (const row of dialog.querySelectorAll("[data-needs]")) {
    row.hidden = !document.querySelector(row.dataset.needs);
  }
  dialog.showModal();
}

document.addEventListener("click", ({ target }) => {
  if (target.closest?.("[data-keys-open]")) open(dialogOf());
  else if (target === dialogOf()) target.close();
});
document.addEventListener(
  "keydown",
  (event) => {
    const dialog = dialogOf();
    if (!dialog) return;
    // The keys of the page behind do nothing while the list is read.
    if (dialog.open) event.stopImmediatePropagation();
    if (event.key !== "?" || event.isComposing || isTyping(event.target)) return;
    event.preventDefault();
    if (dialog.open) dialog.close();
    else open(dialog);
  },
  { capture: true },
);

function start() {
  const opener = document.querySelector("[data-keys-open]");
  if (opener) opener.hidden = false; // without this module there are no keys to list
}
start();
document.addEventListener("going:arrived", start);
