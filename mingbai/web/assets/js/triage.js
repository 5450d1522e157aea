/**
 * Keys of a list that is worked through: J and K move, X ticks, A acts, Enter opens, E opens whole, ? explains.
 * They can be switched off, and are silent in fields and drawers.
 */
const OFF = "mingbai-triage-off";
const list = document.querySelector("[data-triage]");
const legend = document.querySelector("[data-triage-legend]");
const rows = list ? [...list.querySelectorAll("[data-triage-row]")] : [];
const ticks = () => [...list.querySelectorAll("[data-triage-row] input[type=checkbox]")];
const WRITES = "select, textarea, input:not([type=checkbox]), [contenteditable], .offcanvas";
let here = -1;

/** Goes to a row: it is lit, and its link has the focus, so that Enter opens it. */
function go(place) {
  here = Math.max(0, Math.min(rows.length - 1, place));
  rows.forEach((row, number) => row.classList.toggle("is-here", number === here));
  rows[here].querySelector("th a").focus();
}

function tick() {
  const box = here >= 0 && rows[here].querySelector("input[type=checkbox]");
  if (box) box.click();
}

function act() {
  const button = list.querySelector("[data-triage-act]");
  if (button) button.focus();
}

function openWhole() {
  if (here >= 0) window.location.assign(rows[here].querySelector("th a").href);
}

function explain() {
  legend.open = !legend.open;
}

const keys = { j: () => go(here + 1), k: () => go(here - 1), x: tick, a: act, e: openWhole, "?": explain };

/** Says how many rows are ticked, and ticks all of the page or none. */
function count() {
  const chosen = ticks().filter((box) => box.checked).length;
  list.querySelector("[data-triage-count]").textContent = chosen ? `✓ ${chosen}` : "";
}

if (list) {
  const off = legend.querySelector("[data-triage-off]");
  off.checked = window.localStorage.getItem(OFF) === "1";
  off.addEventListener("change", () => window.localStorage.setItem(OFF, off.checked ? "1" : "0"));
  document.addEventListener("keydown", (event) => {
    if (off.checked || event.ctrlKey || event.metaKey || event.altKey || event.target.closest(WRITES)) return;
    const press = keys[event.key.toLowerCase()];
    if (!press) return;
    event.preventDefault();
    press();
  });
  const all = list.querySelector("[data-triage-all]");
  if (all) {
    all.addEventListener("change", () => {
      for (const box of ticks()) box.checked = all.checked;
    });
    list.addEventListener("change", count);
    count();
  }
}

/** In a form of a case Ctrl and Enter send it from wherever one is typing. */
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const form = event.target.closest("form[data-draft]");
  const button = form && form.querySelector("button:not([type])");
  if (button) button.click();
});
