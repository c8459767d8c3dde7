// button[data-phrase="id"]: puts its words where the cursor stands in the field with that id, instead of asking the server.
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-phrase]");
  const field = button && document.getElementById(button.dataset.phrase);
  if (!field) return;
  event.preventDefault();
  field.setRangeText(button.value, field.selectionStart, field.selectionEnd, "end");
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
});
