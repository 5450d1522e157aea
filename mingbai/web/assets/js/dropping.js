/** A file dropped anywhere on a form with data-drop is as if it had been chosen; sending it is another click. */
const formOf = (event) => event.target.closest && event.target.closest("form[data-drop]");

["dragover", "dragleave", "drop"].forEach((kind) =>
  document.addEventListener(kind, (event) => {
    const form = formOf(event);
    if (!form) return;
    event.preventDefault();
    form.classList.toggle("is-over", kind === "dragover");
    if (kind !== "drop" || !event.dataTransfer.files.length) return;
    form.querySelector("input[type=file]").files = event.dataTransfer.files;
    form.querySelector("button").focus();
  }),
);
