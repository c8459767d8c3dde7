// [data-upload]: chosen files are sent at once (see resumable.js); each arrives as a ticked box of the form.
const copyOf = (template) => template.content.cloneNode(true).firstElementChild;

function begin(field, file, stop) {
  const row = copyOf(field.querySelectorAll("template")[0]);
  row.querySelector(".file-name").textContent = file.name;
  row.querySelector("progress").setAttribute("aria-label", file.name);
  row.querySelector("button").setAttribute("aria-label", `${row.querySelector("button").textContent.trim()} ${file.name}`);
  row.querySelector("button").addEventListener("click", () => {
    stop.abort();
    row.remove();
    field.querySelector("input[type=file]").focus();
  });
  field.querySelector("[data-upload-list]").append(row);
  return row;
}

function boxOf(field, kept) {
  const box = copyOf(field.querySelectorAll("template")[1]);
  box.querySelector("input").value = kept.id;
  box.querySelector(".file-name").textContent = kept.name;
  box.querySelector(".choice-hint").textContent = `${kept.kind_label}　${kept.said_size}`;
  return box;
}

const take = (field, file) => new Promise((over) => {
  const stop = new AbortController();
  const row = begin(field, file, stop);
  const show = (part, words) => {
    row.querySelector("progress").value = part;
    row.querySelector(".file-meta").textContent = words || `${Math.round(part * 100)} %`;
  };
  const done = (kept) => { row.replaceWith(boxOf(field, kept)); over(`${field.dataset.done} ${kept.name}`); };
  const failed = (words) => {
    row.classList.add("file-invalid");
    row.querySelector("progress").remove();
    row.querySelector(".file-meta").textContent = words || field.dataset.failed;
    over(stop.signal.aborted ? "" : words || field.dataset.failed);
  };
  const token = field.closest("form").elements.csrfmiddlewaretoken.value;
  field.dispatchEvent(new CustomEvent("upload:send", { bubbles: true, detail: { file, token, signal: stop.signal, show, done, failed } }));
});

document.addEventListener("change", async ({ target }) => {
  const field = target.matches("[data-upload] input[type=file]") && target.closest("[data-upload]");
  if (!field || !target.files.length) return;
  const files = [...target.files];
  Object.assign(target, { value: "", required: false });
  field.setAttribute("aria-busy", "true");
  for (const file of files) field.querySelector("[data-upload-status]").textContent = await take(field, file);
  field.removeAttribute("aria-busy");
});

document.addEventListener("submit", (event) => {
  const busy = event.target.querySelector("[data-upload][aria-busy]");
  if (busy) event.preventDefault();
  if (busy) busy.querySelector("[data-upload-status]").textContent = busy.dataset.busy;
}, true);
