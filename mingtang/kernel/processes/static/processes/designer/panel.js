// The property panel: fields of the chosen shape as a plain form. A change is written when the field is left.
let number = 0;
let typing = false; // a text is being written into the diagram: the panel shows it already, and the next field has the focus

function write(field, value) {
  typing = true;
  try {
    field.set(value);
  } finally {
    typing = false;
  }
}

function make(tag, attributes = {}, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(name, value);
  made.append(...inside);
  return made;
}

function control(field, id) {
  const about = { id, class: "input", "aria-describedby": field.hint ? `${id}-h` : undefined };
  if (field.options) {
    const known = field.options.some(([value]) => value === field.value);
    const first = field.required ? [] : [["", field.none ?? "没有选择"]];
    const stray = field.value && !known ? [[field.value, `${field.value}（没有登记）`]] : [];
    const options = [...first, ...stray, ...field.options].map(([value, label]) => make("option", { value }, label));
    const chosen = make("select", about, ...options);
    chosen.value = field.value;
    return chosen;
  }
  const made = field.rows ? make("textarea", { ...about, rows: field.rows }) : make("input", { ...about, list: field.list ? `${id}-l` : undefined });
  made.value = field.value;
  made.readOnly = Boolean(field.fixed);
  return made;
}

function one(field) {
  const id = `designer-field-${(number += 1)}`;
  if (field.choices) return several(field, id);
  if ("checked" in field) {
    const box = make("input", { type: "checkbox", id });
    box.checked = field.checked;
    box.addEventListener("change", () => field.set(box.checked));
    return make("p", { class: "designer-field" }, make("label", { class: "choice", for: id }, box, make("span", { class: "choice-label" }, field.label)));
  }
  const written = control(field, id);
  const set = field.options ? field.set : (value) => write(field, value);
  if (field.set) written.addEventListener("change", () => set(written.value.trim()));
  const parts = [make("label", { class: "field-label", for: id }, field.label), written];
  if (field.list) parts.push(make("datalist", { id: `${id}-l` }, ...field.list.map(([value, label]) => make("option", { value }, label))));
  if (field.hint) parts.push(make("span", { class: "field-hint", id: `${id}-h` }, field.hint));
  return make("p", { class: "designer-field" }, ...parts);
}

function several(field, id) {
  const boxes = field.choices.map(([value, label], place) => {
    const box = make("input", { type: "checkbox", id: `${id}-${place}`, value });
    box.checked = field.value.includes(value);
    return make("label", { class: "choice", for: `${id}-${place}` }, box, make("span", { class: "choice-label" }, label));
  });
  const group = make("fieldset", { class: "designer-field designer-choices" }, make("legend", { class: "field-label" }, field.label), ...boxes);
  group.addEventListener("change", () => field.set([...group.querySelectorAll(":checked")].map((box) => box.value)));
  return group;
}

export default function panel(place, modeler, fields) {
  const selection = modeler.get("selection");
  const empty = place.firstElementChild;
  const show = () => {
    const [element, ...others] = selection.get();
    const shown = element && !others.length ? element.labelTarget ?? element : null;
    place.replaceChildren(...(shown ? fields.of(shown).map(one) : [empty]));
  };
  place.addEventListener("submit", (event) => event.preventDefault());
  modeler.on("selection.changed", show);
  modeler.on("commandStack.changed", () => {
    if (typing) return;
    const again = document.activeElement?.id && [...place.querySelectorAll("input, select, textarea")].indexOf(document.activeElement);
    show();
    if (Number.isInteger(again) && again >= 0) place.querySelectorAll("input, select, textarea")[again]?.focus();
  });
}
