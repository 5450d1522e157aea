/** Two minutes before a session ends unused it is said, with a way to stay; every answer says anew how long it lasts. */
const WARN = 120_000; // ms
const LOOK_EVERY = 1000; // ms
const KEPT = "mingbai-session-ends"; // shared with other windows: one session, one end
const notice = document.getElementById("ending");
const part = (name) => notice.querySelector(`[data-ending-${name}]`);
let ends = 0;

const say = (text) => {
  document.getElementById("told").textContent = text;
};

/** Shows what is true now: nothing, how long is left, or that it is over; a change is said to those who do not see it. */
function look() {
  const left = Math.max(0, ends - Date.now());
  const now = left > WARN ? "" : left ? "soon" : "over";
  const seconds = Math.ceil(left / 1000);
  part("left").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  if (now === notice.dataset.shows) return;
  notice.dataset.shows = now;
  notice.hidden = !now;
  for (const name of ["soon", "over"]) part(name).hidden = name !== now;
  if (now) say(part(now).querySelector("h2").textContent);
}

/** The session lasts so many seconds from now. */
function lasts(seconds) {
  ends = Date.now() + Number(seconds) * 1000;
  window.localStorage.setItem(KEPT, String(ends));
  look();
}

async function stay() {
  const answer = await fetch("/stay");
  if (!answer.ok || answer.redirected) lasts(0);
  else {
    lasts(await answer.text());
    document.getElementById("main").focus();
    say(notice.dataset.stayed);
  }
}

if (notice) {
  lasts(notice.dataset.endsIn);
  setInterval(look, LOOK_EVERY);
  notice.querySelector("button").addEventListener("click", stay);
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    const seconds = detail.xhr.getResponseHeader("Session-Seconds");
    if (seconds) lasts(seconds);
  });
  document.addEventListener("used", ({ detail }) => lasts(detail));
  window.addEventListener("storage", ({ key, newValue }) => {
    if (key !== KEPT || !newValue) return;
    ends = Number(newValue);
    look();
  });
}
