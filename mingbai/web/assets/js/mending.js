/** A button with data-grid-open="script" loads the grid when somebody wants to mend whole rows, and not before. */
document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-grid-open]");
  if (!button) return;
  const script = document.createElement("script");
  script.src = button.dataset.gridOpen;
  document.head.append(script);
  button.hidden = true;
});
