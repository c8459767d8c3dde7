// form[data-auto-submit]: sends itself when a select, radio button, checkbox or date changes. The button stays.
const chosen = "select, input[type='radio'], input[type='checkbox'], input[type='date']";

document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (form?.matches("[data-auto-submit]") && event.target.matches(chosen)) form.requestSubmit();
});
