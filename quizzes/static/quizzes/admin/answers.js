// Eases writing the answers of a question: one right option or several, gaps by selecting words.
// Without this module several boxes may be ticked (saving says which form takes one), and braces
// are typed.
const form = document.getElementById("item_form");
const select = form?.querySelector("select[data-chooses]");

/** The form of the question: chosen, or told by the only group of fields that is there. */
const chosen = () => select?.value ?? form.dataset.form;

function oneOrSeveral() {
  for (const box of form.querySelectorAll("input[name='options-key']")) {
    box.type = chosen() === "multiple_choice" ? "checkbox" : "radio";
  }
}

function makeGap(area) {
  const [start, end] = [area.selectionStart, area.selectionEnd];
  const words = area.value.slice(start, end);
  const [left] = words.match(/^\s*/);
  const trimmed = words.trim();
  const right = words.slice(left.length + trimmed.length);
  area.setRangeText(`${left}{${trimmed}}${right}`, start, end, "end");
  if (!trimmed) {
    area.setSelectionRange(start + left.length + 1, start + left.length + 1);
  }
  area.dispatchEvent(new Event("input", { bubbles: true }));
  area.focus();
}

function offerGaps(template) {
  for (const area of form.querySelectorAll("textarea[name^='stem_']")) {
    const tools = document.createElement("div");
    tools.className = "make-gap";
    tools.append(template.content.cloneNode(true));
    tools.firstElementChild.addEventListener("click", () => makeGap(area));
    area.addEventListener("keydown", (event) => {
      if (event.altKey && event.code === "KeyG" && !tools.hidden) {
        event.preventDefault();
        makeGap(area);
      }
    });
    area.after(tools);
  }
}

function show() {
  oneOrSeveral();
  for (const tools of form.querySelectorAll(".make-gap")) {
    tools.hidden = chosen() !== "cloze";
  }
}

if (form) {
  const template = form.querySelector("[data-make-gap]");
  if (template) {
    offerGaps(template);
  }
  form.dataset.form = form.querySelector("[data-form]")?.dataset.form ?? "";
  select?.addEventListener("change", show);
  show();
}
