// data-dialog="id": opens that <dialog>. Escape and form[method=dialog] close it natively; so does a click outside.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (dialog) {
    event.preventDefault();
    dialog.showModal();
  } else if (event.target.matches("dialog[open]")) {
    event.target.close();
  }
});
