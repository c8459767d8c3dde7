// data-copy="text": copies it and says so in the button for two seconds.
const label = (button) => [...button.childNodes].findLast((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button || button.dataset.busy) return;
  const words = label(button);
  const before = words.data;
  button.dataset.busy = "";
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    words.data = button.dataset.copied ?? "已复制";
  } catch {
    words.data = button.dataset.copy; // no permission: shown, to be copied by hand
  }
  button.setAttribute("aria-live", "polite");
  setTimeout(() => { words.data = before; delete button.dataset.busy; }, 2000);
});
