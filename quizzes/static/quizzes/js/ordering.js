// Rows to put in order: moved by buttons, or by dragging, beside the menus that give each a place.
// The menus stay what is sent; without this module they are all there is.

const ROW = "[data-place]";
const menuOf = (row) => row.querySelector("select");
const rowsOf = (list) => [...list.querySelectorAll(ROW)];

// Each row gets the place in which it stands.
function number(list) {
  rowsOf(list).forEach((row, i) => {
    menuOf(row).value = String(i + 1);
  });
}

// Where rows were moved, their places are an answer.
function answer(list) {
  number(list);
  menuOf(rowsOf(list)[0]).dispatchEvent(new Event("change", { bubbles: true }));
}

// A row that is given a place by its menu changes places with the row that stands there: no place
// is given twice, and none is left empty.
function exchange(row) {
  const list = row.parentElement;
  const rows = rowsOf(list);
  const other = rows[Number(menuOf(row).value) - 1];
  if (!other) return; // its place was taken back
  if (other === row && rows.every((each) => menuOf(each).value)) return;
  const focused = document.activeElement;
  const mark = document.createComment("");
  row.before(mark);
  other.before(row);
  mark.replaceWith(other);
  number(list);
  if (list.contains(focused)) focused.focus();
  tell(list, row);
}

// Rows whose places were all given, by menus or before, stand in that order.
function arrange(list) {
  const rows = rowsOf(list);
  const places = rows.map((row) => Number(menuOf(row).value));
  if (new Set(places).size !== rows.length || places.includes(0)) return;
  const focused = document.activeElement;
  const sorted = rows.toSorted((one, other) => menuOf(one).value - menuOf(other).value);
  if (sorted.every((row, i) => row === rows[i])) return;
  sorted.forEach((row) => list.append(row));
  if (list.contains(focused)) focused.focus();
}

function tell(list, row) {
  const said = list.parentElement.querySelector("[data-moved]");
  const name = row.querySelector("label").textContent.trim();
  said.textContent = `${name}: ${menuOf(row).value}`;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button[data-move]");
  if (!button) return;
  const row = button.closest(ROW);
  const list = row.parentElement;
  arrange(list);
  const isUp = button.dataset.move === "up";
  const beside = isUp ? row.previousElementSibling : row.nextElementSibling;
  if (isUp) beside?.before(row);
  else beside?.after(row);
  answer(list);
  button.focus(); // a row that is moved loses it
  tell(list, row);
});

let dragged = null;

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.(ROW) ?? null;
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", "");
  arrange(dragged.parentElement);
});

document.addEventListener("dragover", (event) => {
  const row = event.target.closest?.(ROW);
  if (!dragged || row?.parentElement !== dragged.parentElement) return;
  event.preventDefault();
  if (row === dragged) return;
  const box = row.getBoundingClientRect();
  if (event.clientY < box.top + box.height / 2) row.before(dragged);
  else row.after(dragged);
});

document.addEventListener("dragend", () => {
  if (!dragged) return;
  answer(dragged.parentElement);
  dragged = null;
});

// Before the answer is kept, which listens too.
document.addEventListener(
  "change",
  (event) => {
    const row = event.target.closest?.(`[data-ordering] ${ROW}`);
    if (row) exchange(row);
  },
  { capture: true },
);

const start = () => document.querySelectorAll("[data-ordering]").forEach(arrange);
start();
document.addEventListener("going:arrived", start);
