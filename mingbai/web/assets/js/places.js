/** Coming back from a detail: the way up leads to the list as it was left, and to the row one was at. */
const KEPT = "places", MOST = 30;

const places = () => {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT)) || {};
  } catch {
    return {};
  }
};

const sheet = () => document.querySelector(".main .sheet");

/** Return the list's address with what it was narrowed to; month and division are the desk's, not the list's. */
const address = () => {
  const asked = new URLSearchParams(location.search);
  asked.delete("month");
  asked.delete("area");
  return location.pathname + (asked.toString() && `?${asked}`);
};

addEventListener("pagehide", () => {
  if (!sheet() || new URLSearchParams(location.search).get("q")) return; // whom one searched for is kept nowhere
  const others = Object.entries(places()).filter(([path]) => path !== location.pathname);
  const here = { address: address(), top: scrollY, inner: sheet().scrollTop };
  const kept = [...others.slice(-MOST), [location.pathname, here]];
  sessionStorage.setItem(KEPT, JSON.stringify(Object.fromEntries(kept)));
});

const cameBack = () => {
  const [how] = performance.getEntriesByType("navigation");
  const from = document.referrer.startsWith(`${location.origin}${location.pathname}/`);
  return from || (how && how.type === "back_forward");
};

const was = places()[location.pathname];
if (was && sheet() && was.address === address() && cameBack()) {
  scrollTo(0, was.top);
  sheet().scrollTop = was.inner;
}

for (const way of document.querySelectorAll(".crumbs a")) {
  const list = places()[way.pathname];
  if (list && !way.search) way.href = list.address;
}
