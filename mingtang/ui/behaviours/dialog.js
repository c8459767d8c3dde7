// data-dialog="id": opens that <dialog>. It closes by data-close inside it, by a click outside, and natively by Escape.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (dialog) {
    event.preventDefault();
    dialog.showModal();
  } else if (event.target.matches("dialog[open]") || event.target.closest("dialog [data-close]")) {
    event.target.closest("dialog").close();
  }
});
