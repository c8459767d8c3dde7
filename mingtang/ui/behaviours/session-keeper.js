// form[data-keep="key"]: keeps what is typed in sessionStorage, so that a lost session or a closed page loses nothing.
// Restored with a notice; forgotten when a page without the form follows its sending. Never passwords, files, tokens.
const SENT = "keep.sent";
const forms = [...document.querySelectorAll("form[data-keep]")];
const slot = (form) => "keep:" + form.dataset.keep;
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

function say(form) {
  const words = form.dataset.kept ?? "已恢复上次没有提交的内容，请核对后再提交。";
  const notice = Object.assign(document.createElement("p"), { className: "notice notice-plain", textContent: words });
  notice.setAttribute("role", "status");
  form.prepend(notice);
}

function restore(form) {
  const kept = sessionStorage.getItem(slot(form));
  const now = JSON.stringify(read(form));
  if (!kept || kept === now || form.querySelector("[aria-invalid]")) return;
  write(form, JSON.parse(kept));
  say(form);
}

try {
  const sent = sessionStorage.getItem(SENT);
  const back = forms.some((form) => slot(form) === sent);
  if (sent && !back && !document.querySelector("[data-sign-in]")) sessionStorage.removeItem(sent);
  if (!document.querySelector("[data-sign-in]")) sessionStorage.removeItem(SENT);
  forms.forEach(restore);
  document.addEventListener("input", ({ target: { form } }) => {
    if (form?.matches("[data-keep]")) sessionStorage.setItem(slot(form), JSON.stringify(read(form)));
  });
  document.addEventListener("submit", ({ target }) => {
    if (target.matches("[data-keep]")) sessionStorage.setItem(SENT, slot(target));
  });
} catch { /* storage is off: the page works without */ }
