// Moves what stands in a row up or down: pairs to match, things to put in order. Without this
// module a row is moved by writing another number before it.
const inputsOf = (row) => [...row.querySelectorAll("input[type='text']")];

function swap(row, other) {
  const [mine, theirs] = [inputsOf(row), inputsOf(other)];
  for (const [place, input] of mine.entries()) {
    [input.value, theirs[place].value] = [theirs[place].value, input.value];
  }
  mine[0].dispatchEvent(new Event("input", { bubbles: true }));
}

/** The keyboard stays with what was moved, at the other button where this one leads no further. */
function follow(row, direction) {
  const same = row.querySelector(`[data-move="${direction}"]`);
  (same.disabled ? row.querySelector("[data-move]:enabled") : same).focus();
}

for (const group of document.querySelectorAll("[data-rows]")) {
  for (const button of group.querySelectorAll("[data-move]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const row = button.closest("[data-row]");
      const direction = button.dataset.move;
      const other = direction === "up" ? row.previousElementSibling : row.nextElementSibling;
      swap(row, other);
      follow(other, direction);
    });
  }
}
