// The reader's choice of day or night, before the first paint. Without it the device decides.
const chosen = document.currentScript.dataset.theme;
if (chosen) {
  document.documentElement.dataset.theme = chosen;
}
