// Shows only the fields that belong to what is chosen: the kind of a point or of a value found in
// a text, the form of a question.
// Without this module all of them are there.
const groupsOf = (select) =>
  (select.closest(".inline-related, .proposal__value") ?? select.form).querySelectorAll(
    "fieldset.of-kind",
  );

function show(select) {
  for (const group of groupsOf(select)) {
    const isAtFault = group.querySelector(".errorlist") !== null;
    const isShown = isAtFault || (select.value && group.classList.contains(select.value));
    group.hidden = !isShown;
    // Fields that cannot be seen are not sent either: what a point was before it changed its kind.
    group.disabled = !isShown;
  }
}

function watch(root) {
  for (const select of root.querySelectorAll("select[data-chooses]")) {
    if (!select.closest(".empty-form")) {
      select.addEventListener("change", () => show(select));
      show(select);
    }
  }
}

watch(document);
document.addEventListener("formset:added", (event) => watch(event.target));
