// Reads a question, a card or an explanation aloud with the browser's own voices. A button
// [data-speak] reads what stands in its [data-speak-scope] in a language of content (its own lang);
// it is shown only where the browser has a voice for every one of these languages. Only what the
// page shows can be read: the server sends no answer before it may be known.

const SKIPPED = "select, button, rt, rp, kbd, [hidden], [data-speak-skip]";
const LONGEST = 160; // characters: some voices break off in a longer piece
const speech = window.speechSynthesis;
let speaking = null; // the button whose text is being read

const scopeOf = (button) => button.closest("[data-speak-scope]");
const isFolded = (node) => {
  const fold = node.closest("details:not([open])");
  return fold && !node.closest("summary");
};

// What is to be read: pieces of text, each with its language, in the order of the page.
function pieces(button) {
  const scope = scopeOf(button);
  const found = [];
  const add = (owner, text) => {
    const last = found.at(-1);
    if (last?.owner === owner) last.text += text;
    else found.push({ owner, lang: owner.lang, text });
  };
  const walker = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const parent = node.parentElement;
    const owner = parent.closest("[lang]");
    if (!owner || !scope.contains(owner)) continue; // words of the page, not of the content
    if (parent.closest(SKIPPED) || isFolded(parent)) continue;
    if (node.nodeType === Node.TEXT_NODE) add(owner, node.data);
    else if (node.matches("input:not([type=hidden])")) add(owner, "____");
  }
  return found
    .map(({ lang, text }) => ({ lang, text: text.replace(/\s+/g, " ").trim() }))
    .filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
}

// Sentences, so that no voice breaks off; a gap is a word.
function sentences({ lang, text }, button) {
  const gap = lang.startsWith("zh") ? button.dataset.gapZh : button.dataset.gapEn;
  const whole = text.replace(/_{2,}/g, ` ${gap} `);
  const found = whole.match(/[^。！？；!?;]+(?:[。！？；!?;]+|$)/g) ?? [whole];
  const cut = found.flatMap((part) => part.match(new RegExp(`.{1,${LONGEST}}(?:\\s|$)|.{1,${LONGEST}}`, "gu")));
  return cut.map((part) => part.trim()).filter(Boolean);
}

function voiceFor(lang) {
  const wanted = lang.toLowerCase().startsWith("zh") ? ["zh-cn", "zh-hans", "zh", "cmn"] : [lang.toLowerCase()];
  const voices = speech.getVoices();
  const tag = (voice) => voice.lang.toLowerCase().replace("_", "-");
  for (const start of wanted) {
    const fitting = voices.filter((voice) => tag(voice) === start || tag(voice).startsWith(`${start}-`));
    // Cantonese reads the same characters otherwise.
    const found = fitting.filter((voice) => !/^(zh-hk|zh-yue|yue)/.test(tag(voice)));
    if (found.length) return found.find((voice) => voice.localService) ?? found[0];
  }
  return null;
}

function show(button) {
  const isSpeaking = button === speaking;
  button.toggleAttribute("data-speaking", isSpeaking);
  button.querySelector("[data-speak-label]").textContent = isSpeaking ? button.dataset.stop : button.dataset.read;
}

function reveal() {
  for (const button of document.querySelectorAll("[data-speak]")) {
    const languages = new Set(pieces(button).map(({ lang }) => lang));
    button.hidden = !languages.size || [...languages].some((lang) => !voiceFor(lang));
  }
}

function stop() {
  const button = speaking;
  speaking = null;
  speech.cancel();
  if (button) show(button);
}

function read(button) {
  stop();
  const parts = pieces(button).flatMap((piece) =>
    sentences(piece, button).map((text) => ({ lang: piece.lang, text })),
  );
  if (!parts.length) return;
  speaking = button;
  show(button);
  parts.forEach(({ lang, text }, place) => {
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.voice = voiceFor(lang);
    utterance.lang = utterance.voice?.lang ?? lang;
    if (place === parts.length - 1) {
      utterance.addEventListener("end", () => speaking === button && stop());
    }
    utterance.addEventListener("error", () => speaking === button && stop());
    speech.speak(utterance);
  });
}

if (speech) {
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-speak]");
    if (!button) return;
    if (button === speaking) stop();
    else read(button);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && speaking) stop();
  });
  window.addEventListener("pagehide", stop);
  speech.addEventListener?.("voiceschanged", reveal); // many browsers load voices late
  new MutationObserver((changes) => {
    if (speaking && !speaking.isConnected) stop();
    if (changes.some(({ addedNodes }) => [...addedNodes].some((node) => node.querySelector?.("[data-speak]")))) reveal();
  }).observe(document.body, { childList: true, subtree: true });
  speech.cancel(); // what an earlier page may have left
  reveal();
}
