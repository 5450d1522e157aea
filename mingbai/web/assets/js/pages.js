/** What htmx and plain forms need from us: the form's token, drawers, focus on what changed, sending on change. */
import htmx from "htmx.org/dist/htmx.esm.js";
import Offcanvas from "bootstrap/js/src/offcanvas";

const cookie = (name) => (document.cookie.match(`(?:^|; )${name}=([^;]*)`) || [])[1];

document.addEventListener("htmx:configRequest", ({ detail }) => {
  detail.headers["X-CSRFToken"] = cookie("mingbai-form") || "";
});

/** A control with data-drawer="title" shows what it fetches in the drawer; closing gives the focus back. */
document.addEventListener("htmx:beforeRequest", ({ target }) => {
  const opener = target.closest("[data-drawer]");
  if (!opener) return;
  document.getElementById("drawer-title").textContent = opener.dataset.drawer;
  document.getElementById("drawer-body").textContent = "";
  const drawer = document.getElementById("drawer");
  drawer.addEventListener("hidden.bs.offcanvas", () => opener.focus(), { once: true });
  Offcanvas.getOrCreateInstance(drawer).show();
});

/** In an open drawer the last stop is followed by the first, and the first preceded by the last. */
const STOPS = "a[href], button:not([disabled]), input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
document.addEventListener("keydown", (event) => {
  const drawer = event.key === "Tab" && event.target.closest(".offcanvas.show");
  if (!drawer) return;
  const stops = [...drawer.querySelectorAll(STOPS)].filter((stop) => stop.getClientRects().length);
  const [from, to] = event.shiftKey ? [stops[0], stops[stops.length - 1]] : [stops[stops.length - 1], stops[0]];
  if (event.target !== from && event.target !== drawer) return;
  event.preventDefault();
  to.focus();
});

/** The menu's line of this page is in view, however low the screen. */
const line = document.querySelector(".menu-groups [aria-current]");
if (line) {
  const room = line.closest(".menu-groups");
  const below = line.getBoundingClientRect().bottom - room.getBoundingClientRect().bottom;
  if (below > 0) room.scrollTop = below + room.clientHeight / 3;
}

/** What a page brings to be read first gets the focus: a summary of problems, a confirmation. */
const focusFirst = (root) => {
  const found = root.querySelector("[data-focus]");
  if (found) found.focus();
};
document.addEventListener("DOMContentLoaded", () => focusFirst(document));
document.addEventListener("htmx:afterSwap", ({ target }) => focusFirst(target));

/** Tells those who do not see the page what changed on it. */
document.addEventListener("told", ({ detail }) => {
  document.getElementById("told").textContent = detail.value;
});

document.addEventListener("change", ({ target }) => {
  const form = target.closest("form[data-send-on-change]");
  if (form) form.submit();
});

export { htmx };
