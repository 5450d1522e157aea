/** What is shown whole is covered again after so many seconds, also in a drawer that was left open. */
const cover = (shown) => {
  shown.querySelector(".whole-value").textContent = "***";
};

const begin = (root) => {
  for (const shown of root.querySelectorAll("[data-fades]")) setTimeout(() => cover(shown), Number(shown.dataset.fades) * 1000);
};

document.addEventListener("DOMContentLoaded", () => begin(document));
document.addEventListener("htmx:afterSwap", ({ target }) => begin(target));
