// The list of keys: opened by its button or by "?", closed by its button, Escape or a click beside.
// It names the keys of what is on the page.
const dialog = document.querySelector("dialog[data-keys]");
const opener = document.querySelector("[data-keys-open]");

const isTyping = (target) =>
  target.matches?.("input:not([type=radio]):not([type=checkbox]), textarea, select");

if (dialog && opener) {
  opener.hidden = false; // without this module there are no keys to list
  const open = () => {
    for (const row of dialog.querySelectorAll("[data-needs]")) {
      row.hidden = !document.querySelector(row.dataset.needs);
    }
    dialog.showModal();
  };
  opener.addEventListener("click", open);
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.addEventListener(
    "keydown",
    (event) => {
      // The keys of the page behind do nothing while the list is read.
      if (dialog.open) event.stopImmediatePropagation();
      if (event.key !== "?" || event.isComposing || isTyping(event.target)) return;
      event.preventDefault();
      if (dialog.open) dialog.close();
      else open();
    },
    { capture: true },
  );
}
