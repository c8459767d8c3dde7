// form[data-unsaved]: warns before leaving while something typed is not yet sent.
const changed = new Set();
const watched = (target) => target.closest?.("form[data-unsaved]");

for (const kind of ["input", "change"]) {
  document.addEventListener(kind, (event) => {
    const form = watched(event.target);
    if (form) changed.add(form);
  });
}

document.addEventListener("submit", (event) => changed.delete(event.target));
document.addEventListener("reset", (event) => changed.delete(event.target));

window.addEventListener("beforeunload", (event) => {
  for (const form of changed) if (!form.isConnected) changed.delete(form);
  if (changed.size) event.preventDefault();
});
