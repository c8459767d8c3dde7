// data-focus: takes the focus when the page opens (the summary of errors), or when it is swapped in.
const focus = (where) => where.querySelector?.("[data-focus]")?.focus();
focus(document);
document.addEventListener("htmx:afterSwap", (event) => focus(event.target));
