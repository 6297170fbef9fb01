// Marks selected words of a statement as a value: a {name} takes their place, and a point is
// filled in with what the words say. Without this module names and points are typed.
const template = document.getElementById("mark-value");
const form = document.getElementById("fact_form");

const rows = () =>
  [...form.querySelectorAll(".inline-related[id^='points-']:not(.empty-form)")].filter(
    (row) => !row.querySelector("input[name$='-DELETE']:checked"),
  );
const field = (row, name) => row.querySelector(`[name$="-${name}"]`);

/** The row of a point with this very value, marked in the statement of another language before. */
function rowOf(fields) {
  const told = Object.entries(fields).filter(([, value]) => value !== "");
  return rows().find(
    (row) =>
      field(row, "name").value &&
      told.every(([name, value]) => field(row, name)?.value === String(value)),
  );
}

function emptyRow() {
  const free = () => rows().find((row) => !field(row, "name").value && !field(row, "kind").value);
  if (!free()) {
    form.querySelector("#points-group .add-row a")?.click();
  }
  return free();
}

function freeName(name) {
  const taken = new Set(rows().map((row) => field(row, "name").value));
  let free = name;
  for (let number = 2; taken.has(free); number += 1) {
    free = `${name}_${number}`;
  }
  return free;
}

/** The name of the point that holds the value: one that is there, or a row filled in. */
function keep(guess) {
  const known = rowOf(guess.fields);
  if (known) {
    return field(known, "name").value;
  }
  const row = emptyRow();
  if (!row) {
    return null;
  }
  const name = freeName(guess.name);
  field(row, "name").value = name;
  for (const [key, value] of Object.entries(guess.fields)) {
    const input = field(row, key);
    if (input) {
      input.value = value;
    }
  }
  field(row, "kind").dispatchEvent(new Event("change", { bubbles: true }));
  return name;
}

async function ask(text, language) {
  const body = new FormData();
  body.set("text", text);
  body.set("language", language);
  body.set("article", template.dataset.article);
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  const response = await fetch(template.dataset.url, { method: "POST", body });
  const isTold = response.headers.get("content-type")?.includes("json");
  return isTold ? response.json() : { problem: template.dataset.failed };
}

async function mark(area, status) {
  const [start, end, whole] = [area.selectionStart, area.selectionEnd, area.value];
  const text = whole.slice(start, end);
  if (!text.trim()) {
    status.textContent = template.dataset.select;
    return;
  }
  let guess;
  try {
    guess = await ask(text, area.lang);
  } catch {
    guess = { problem: template.dataset.failed };
  }
  if (guess.problem || area.value !== whole) {
    status.textContent = guess.problem ?? template.dataset.failed;
    return;
  }
  const name = keep(guess);
  if (name) {
    const [left] = text.match(/^\s*/);
    const [right] = text.match(/\s*$/);
    const words = `${left}${guess.before ?? ""}{${name}}${guess.after ?? ""}${right}`;
    area.setRangeText(words, start, end, "end");
    area.focus();
  }
  status.textContent = name ? `{${name}} ${guess.said}` : template.dataset.failed;
}

if (template && form) {
  for (const area of form.querySelectorAll("textarea[name^='statement_']")) {
    const tools = template.content.cloneNode(true);
    const [button, status] = [tools.querySelector("button"), tools.querySelector("output")];
    button.addEventListener("click", () => mark(area, status));
    area.addEventListener("keydown", (event) => {
      if (event.altKey && event.code === "KeyM") {
        event.preventDefault();
        mark(area, status);
      }
    });
    area.after(tools);
  }
}
