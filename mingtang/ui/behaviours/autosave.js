// form[data-autosave="url"]: sends what is typed to that address two seconds after the last key, and says so in
// [data-autosaved]. The form is sent as usual by its buttons.
const waiting = new Map();

async function save(form) {
  waiting.delete(form);
  const place = form.querySelector("[data-autosaved]");
  try {
    const answer = await fetch(form.dataset.autosave, {
      method: "POST", body: new FormData(form), headers: { "X-Requested-With": "autosave" }, redirect: "error",
    });
    if (!answer.ok) return;
    const time = new Date().toTimeString().slice(0, 5);
    if (place) place.textContent = `${time} 已自动暂存`;
  } catch { /* the browser keeps it too: session-keeper.js */ }
}

document.addEventListener("input", ({ target }) => {
  const form = target.closest?.("form[data-autosave]");
  if (!form) return;
  clearTimeout(waiting.get(form));
  waiting.set(form, setTimeout(save, 2000, form));
});

document.addEventListener("submit", ({ target }) => {
  clearTimeout(waiting.get(target));
  waiting.delete(target);
});
