// What the two components do alike: they appear where keys can be computed, show what is wrong, and show that they work.

// Opens `place` for use, or says that the connection is not safe enough for the browser to compute with keys.
export function open(place) {
  const able = window.isSecureContext && Boolean(globalThis.crypto?.subtle);
  place.querySelector(able ? "[data-able]" : "[data-unsafe]").hidden = false;
  const elsewhere = place.querySelector("[data-elsewhere]");
  elsewhere.open = !able || Boolean(elsewhere.querySelector("[aria-invalid]"));
  return able;
}

// Says below the label of `input` what is wrong with it, and leads there; nothing entered is lost.
export function complain(input, words) {
  const line = input.closest(".field").querySelector("[data-wrong]");
  line.hidden = false;
  line.querySelector("[data-words]").textContent = words;
  input.setAttribute("aria-invalid", "true");
  input.closest(".field").classList.add("field-invalid");
  input.focus();
  input.select?.();
}

export function calm(place) {
  for (const line of place.querySelectorAll("[data-able] [data-wrong]")) line.hidden = true;
  for (const input of place.querySelectorAll("[data-able] input")) input.removeAttribute("aria-invalid");
  for (const field of place.querySelectorAll("[data-able] .field-invalid")) field.classList.remove("field-invalid");
}

export function say(place, words) {
  place.querySelector("[data-said]").textContent = words;
}

// Does `work` once at a time, with a bar that moves and words that say what goes on.
export async function busily(place, words, work) {
  if (place.hasAttribute("aria-busy")) return;
  const bar = place.querySelector("progress");
  place.setAttribute("aria-busy", "true");
  bar.hidden = false;
  say(place, words);
  try {
    await new Promise((drawn) => { setTimeout(drawn, 30); });
    await work();
  } finally {
    place.removeAttribute("aria-busy");
    bar.hidden = true;
  }
}

// Offers `text` as a file to save.
export function save(text, name) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(new Blob([text])), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
