/**
 * A file dropped anywhere on a form with data-drop is as if it had been chosen; sending it is another click, unless
 * the form says data-drop="now". What is larger than data-largest, or longer than a field's data-most, is not sent.
 */
const formOf = (event) => event.target.closest && event.target.closest("form[data-drop]");

["dragover", "dragleave", "drop"].forEach((kind) =>
  document.addEventListener(kind, (event) => {
    const form = formOf(event);
    if (!form) return;
    event.preventDefault();
    form.classList.toggle("is-over", kind === "dragover");
    if (kind !== "drop" || !event.dataTransfer.files.length) return;
    const input = form.querySelector("input[type=file]");
    input.files = event.dataTransfer.files;
    if (form.dataset.drop === "now") input.dispatchEvent(new Event("change", { bubbles: true }));
    else form.querySelector("button").focus();
  }),
);

/** Whether what a form holds may be sent; if not it says so. */
const mayBeSent = (form) => {
  const told = form.querySelector("[data-too-large]");
  if (!told) return true;
  const files = [...form.querySelectorAll("input[type=file]")].reduce((all, input) => all.concat(...input.files), []);
  const size = files.reduce((sum, file) => sum + file.size, 0);
  const tooLong = [...form.querySelectorAll("[data-most]")].some(({ value, dataset }) => value.length > dataset.most);
  told.hidden = size <= Number(form.dataset.largest) && !tooLong;
  return told.hidden;
};

document.addEventListener("change", ({ target }) => {
  const form = target.type === "file" && target.closest("form[data-drop=now]");
  if (form && target.files.length && mayBeSent(form)) form.submit();
});

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-drop]");
  if (form && !mayBeSent(form)) event.preventDefault();
});
