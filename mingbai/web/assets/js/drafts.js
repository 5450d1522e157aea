/** A form with data-draft is kept while it is typed into, and filled again when one comes back to it. */
const WAIT = 1500; // ms after the last key
const ADDRESS = "/draft";

const token = () => (document.cookie.match(/(?:^|; )mingbai-form=([^;]*)/) || [])[1] || "";
const nameOf = (form) => form.getAttribute("action") || window.location.pathname;

/** Writes the values of one field back into a form. */
function fill(form, name, values) {
  for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
    if (field.type === "password" || field.type === "file" || field.type === "hidden") continue;
    if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
    else field.value = values[0];
  }
}

/** Says that something was filled in again, with a way to begin anew. */
function tell(form, at) {
  const notice = form.querySelector("[data-draft-told]");
  if (!notice) return;
  notice.hidden = false;
  notice.querySelector("[data-draft-at]").textContent = at;
  notice.querySelector("button").addEventListener("click", () => {
    const headers = { "X-CSRFToken": token() };
    fetch(`${ADDRESS}?form=${encodeURIComponent(nameOf(form))}`, { method: "DELETE", headers }).then(() => {
      form.reset();
      notice.hidden = true;
    });
  });
}

async function restore(form) {
  if (document.querySelector(".problems")) return; // what was just sent stands in the form
  const answer = await fetch(`${ADDRESS}?form=${encodeURIComponent(nameOf(form))}`);
  if (!answer.ok || answer.redirected) return;
  const { fields, at } = await answer.json();
  if (!fields) return;
  for (const [name, values] of Object.entries(fields)) fill(form, name, values);
  tell(form, at);
  form.dispatchEvent(new Event("restored"));
}

function keep(form) {
  const typed = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") typed.append(name, value);
  for (const field of form.querySelectorAll("input[type=password]")) typed.delete(field.name);
  typed.set("form", nameOf(form));
  const sent = fetch(ADDRESS, { method: "POST", headers: { "X-CSRFToken": token() }, body: typed, keepalive: true });
  sent.then(({ headers }) => {
    const detail = headers.get("Session-Seconds");
    if (detail) document.dispatchEvent(new CustomEvent("used", { detail }));
  });
}

for (const form of document.querySelectorAll("form[data-draft]")) {
  let waiting = 0;
  restore(form);
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => keep(form), WAIT);
  });
  form.addEventListener("submit", () => clearTimeout(waiting));
}
