// form[data-keep="key"]: keeps what is typed in sessionStorage, so that a lost session or a closed page loses nothing.
// Restored with a notice, to the same person only; forgotten when a page without the form follows its sending, and when
// a form[data-forget] (signing out) is sent. Never passwords, files, tokens.
const SENT = "keep.sent";
const forms = [...document.querySelectorAll("form[data-keep]")];
const slot = (form) => ["keep", document.documentElement.dataset.reader, form.dataset.keep].join(":");
const keepable = (field) => field.name && !field.disabled && field.name !== "csrfmiddlewaretoken"
  && !["password", "file", "hidden", "submit", "button"].includes(field.type)
  && !["one-time-code", "current-password", "new-password"].includes(field.autocomplete);
const ticks = (field) => field.type === "checkbox" || field.type === "radio";
const fields = (form) => [...form.elements].filter(keepable);

function read(form) {
  return fields(form).map((field) => [field.name, ticks(field) ? [field.value, field.checked] : field.value]);
}

function write(form, kept) {
  const rest = [...kept];
  for (const field of fields(form)) {
    const at = rest.findIndex(([name, value]) => name === field.name && (!ticks(field) || value[0] === field.value));
    if (at < 0) continue;
    const [[, value]] = rest.splice(at, 1);
    if (ticks(field)) field.checked = value[1];
    else field.value = value;
  }
}

function restore(form) {
  const kept = sessionStorage.getItem(slot(form));
  const now = JSON.stringify(read(form));
  if (!kept || kept === now || form.querySelector("[aria-invalid]")) return;
  write(form, JSON.parse(kept));
  const words = form.dataset.kept ?? "已恢复上次没有提交的内容，请核对后再提交。";
  form.prepend(Object.assign(document.createElement("p"), { className: "notice notice-plain", role: "status", textContent: words }));
}

// A page that refuses (its status) or asks who one is (data-sign-in) has not taken what was sent.
function done() {
  const [visit] = performance.getEntriesByType("navigation");
  return !(visit?.responseStatus >= 400) && !document.querySelector("[data-sign-in]");
}

try {
  const sent = sessionStorage.getItem(SENT);
  if (sent && done()) {
    if (!forms.some((form) => slot(form) === sent)) sessionStorage.removeItem(sent);
    sessionStorage.removeItem(SENT);
  } else if (sent) {
    document.querySelector("[data-sign-in] [name='kept']")?.remove(); // the form itself is filled in again from here
  }
  forms.forEach(restore);
  document.addEventListener("input", ({ target: { form } }) => {
    if (form?.matches("[data-keep]")) sessionStorage.setItem(slot(form), JSON.stringify(read(form)));
  });
  document.addEventListener("submit", ({ target }) => {
    if (target.matches("[data-keep]")) sessionStorage.setItem(SENT, slot(target));
    if (target.matches("[data-forget]")) sessionStorage.clear();
  });
} catch { /* storage is off: the page works without */ }
