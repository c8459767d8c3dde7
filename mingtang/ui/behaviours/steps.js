// [data-steps]: a drawing whose live elements can be chosen; choosing one goes to the form[data-step="element"] that acts on it.
document.addEventListener("click", (event) => {
  const element = event.target.closest?.("[data-steps] [data-element]");
  const form = element && document.querySelector(`form[data-step="${CSS.escape(element.dataset.element)}"]`);
  if (!form) return;
  form.scrollIntoView({ block: "center" });
  form.querySelector("input:not([type=hidden]), textarea, button")?.focus({ preventScroll: true });
});
