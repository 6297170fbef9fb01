// A field that looks through many records is drawn anew by select2, which gives it no name: here it
// gets that of the field it stands for.
const labelOf = (select) => select.labels[0]?.textContent.trim() ?? select.ariaLabel;

function name(drawn) {
  const select = drawn.previousElementSibling;
  const label = select?.matches("select.admin-autocomplete") && labelOf(select);
  if (!label) return;
  for (const each of drawn.querySelectorAll("[role=combobox], [role=textbox], [role=searchbox]")) {
    each.removeAttribute("aria-labelledby");
    const chosen = each.matches("[role=combobox]") ? [...select.selectedOptions] : [];
    const words = [label, ...chosen.map((option) => option.text)].filter(Boolean).join(": ");
    if (each.ariaLabel !== words) each.ariaLabel = words;
  }
}

function tidy() {
  document.querySelectorAll(".select2-container").forEach(name);
  for (const clear of document.querySelectorAll("ul > .select2-selection__clear")) {
    clear.role = "listitem"; // it stands among the items of the list of what is chosen
  }
}
new MutationObserver(tidy).observe(document.body, { childList: true, subtree: true });
