// The documentation of the API: Swagger UI as it is packaged, without what keeps keyboards and screen
// readers out of it.
const place = document.getElementById("api");

// The packaged layout has a main part of its own within that of the page.
const layout = (React) => (props) => {
  const part = (name, knowsState) => React.createElement(props.getComponent(name, knowsState));
  const status = props.specSelectors.loadingStatus();
  const words = { loading: "Loading…", failed: "The schema could not be loaded." }[status];
  if (words) return React.createElement("p", { role: "status" }, words);
  if (!props.specSelectors.specStr()) return null;
  return React.createElement(
    "div",
    { className: "swagger-ui" },
    part("SvgAssets"),
    part("errors", true),
    React.createElement("div", { className: "schemes" }, part("AuthorizeBtnContainer", true)),
    part("operations", true),
    part("Models", true),
  );
};

const ours = ({ React }) => ({
  components: {
    PlainLayout: layout(React),
    // A link within a button: the button opens the operation, and the address follows by itself.
    DeepLink: ({ text }) => React.createElement("span", null, text),
  },
});

const NAMES = {
  ".body-param__text": "Request body",
  ".examples-select-element": "Example",
  ".close-modal": "Close",
};
const LEVELS = { ".models > h4": 2, h3: 2, h4: 3, h5: 4 }; // below the heading of the page

function openDialog(dialog) {
  dialog.role = "dialog";
  dialog.ariaModal = "true";
  dialog.ariaLabel = dialog.querySelector("h3").textContent;
  dialog.tabIndex = -1;
  dialog.focus();
  dialog.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    dialog.querySelector(".close-modal").click();
    place.querySelector(".btn.authorize").focus();
  });
}

function tidy() {
  for (const [selector, level] of Object.entries(LEVELS)) {
    for (const each of place.querySelectorAll(`${selector}:not([aria-level])`)) {
      each.ariaLevel = level;
    }
  }
  for (const [selector, name] of Object.entries(NAMES)) {
    for (const each of place.querySelectorAll(selector)) each.ariaLabel ??= name;
  }
  // A table is none any longer, to those who hear it, where it is called a region.
  place.querySelectorAll("table[role=region]").forEach((each) => each.removeAttribute("role"));
  for (const each of place.querySelectorAll("pre:not([tabindex])")) each.tabIndex = 0; // it scrolls
  place.querySelectorAll(".modal-ux:not([role])").forEach(openDialog);
}
new MutationObserver(tidy).observe(place, { childList: true, subtree: true });

function withToken(request) {
  const isOwn = new URL(request.url, location.href).origin === location.origin;
  if (isOwn && !["GET", undefined].includes(request.method)) {
    request.headers["X-CSRFToken"] = place.dataset.csrf;
  }
  return request;
}

SwaggerUIBundle({
  url: place.dataset.schema,
  domNode: place,
  presets: [SwaggerUIBundle.presets.apis],
  plugins: [ours],
  layout: "PlainLayout",
  deepLinking: true,
  syntaxHighlight: { activated: false },
  requestInterceptor: withToken,
});
