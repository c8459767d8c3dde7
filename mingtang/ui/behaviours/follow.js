// form[data-conditions]: hides [data-visible] parts whose condition does not hold, and drops "optional" where
// [data-required] holds. Later conditions see nothing of what is hidden; `conditions.js` knows what conditions mean.
const plain = (text) => text.normalize("NFKC").replace(/[\s,¥元]/g, "");
const numeral = (text) => (/^[-+]?(\d+(\.\d*)?|\.\d+)$/.test(plain(text)) ? Number(plain(text)) : null);
const words = (part) => part.querySelector("input, select, textarea")?.value.trim() || null;
const chosen = (part) => [...part.querySelectorAll("input:checked")].map((box) => box.value);
const rows = (part) => [...part.querySelectorAll("[data-row]")].filter((row) => [...row.querySelectorAll("input, select, textarea")].some((cell) => cell.value.trim()));
const facts = {
  number: (part) => numeral(words(part) ?? ""),
  money: (part) => numeral(words(part) ?? ""),
  decimal: (part) => numeral(words(part) ?? ""),
  choice: (part) => (part.querySelector("select") ? words(part) : chosen(part)[0] ?? null),
  choices: (part) => (chosen(part).length ? chosen(part) : null),
  yes_no: (part) => ({ yes: true, no: false })[chosen(part)[0]] ?? null,
  consent: (part) => (chosen(part).length ? true : null),
  table: (part) => (rows(part).length ? rows(part).map(() => ({})) : null),
  files: (part) => { const all = [...chosen(part), ...(part.querySelector("input[type='file']")?.files ?? [])]; return all.length ? all.map(String) : null; },
};

function follow(form) {
  const asked = new CustomEvent("questions", { bubbles: true, detail: {} });
  form.dispatchEvent(asked);
  const { holds } = asked.detail, known = {};
  for (const part of form.querySelectorAll("[data-visible], [data-answer]")) {
    part.hidden = !holds(part.dataset.visible, known, true);
    if (!part.dataset.answer || part.closest("[hidden]")) continue;
    const optional = part.querySelector(".field-optional");
    if (optional && part.dataset.required) optional.hidden = holds(part.dataset.required, known, false);
    known[part.dataset.answer] = (facts[part.dataset.kind] ?? words)(part);
  }
}

for (const form of document.querySelectorAll("form[data-conditions]")) {
  for (const kind of ["input", "change"]) form.addEventListener(kind, () => follow(form));
  for (const hint of form.querySelectorAll("[data-when]")) hint.hidden = true;
  follow(form);
}
