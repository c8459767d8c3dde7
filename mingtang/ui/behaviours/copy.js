// data-copy="text": copies it and says so in the button for two seconds. Hidden words of the button stay.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const label = button.lastChild;
  const words = label.textContent;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    label.textContent = button.dataset.copied ?? "已复制";
  } catch {
    label.textContent = button.dataset.copy; // no permission: show it, to be copied by hand
  }
  button.setAttribute("aria-live", "polite");
  setTimeout(() => { label.textContent = words; }, 2000);
});
