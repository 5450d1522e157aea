/** Small manners of the frame: a card that was opened closes when one clicks elsewhere or presses Escape. */
const opened = () => [...document.querySelectorAll("details.who[open]")];

document.addEventListener("click", ({ target }) => {
  for (const card of opened()) if (!card.contains(target)) card.open = false;
});
document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  for (const card of opened()) {
    card.open = false;
    card.querySelector("summary").focus();
  }
});
