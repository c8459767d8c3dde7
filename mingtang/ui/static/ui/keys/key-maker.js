// [data-key-maker]: makes a signing key, saves it as a file under a passphrase, and writes the request into its field.
// The inputs for the passphrase have no names, so no form ever sends them.
import { KINDS, writeKeyFile } from "./key-file.js";
import { busily, calm, complain, open, save, say } from "./page.js";
import { toPem } from "./pem.js";
import { certificationRequest } from "./request.js";

const saved = new WeakMap(); // the file, encrypted, should it have to be saved once more

function fault({ dataset }, [one, two]) {
  if ([...one.value].length < Number(dataset.least)) return [one, dataset.short];
  return one.value === two.value ? null : [two, dataset.differ];
}

const subjectOf = (place) => [...place.querySelectorAll("[data-part]")].map((part) => [part.dataset.part, part.textContent.trim()]);

async function make(place, inputs) {
  const key = await KINDS[place.dataset.kind].generate();
  try {
    const file = await writeKeyFile(key, inputs[0].value);
    const request = toPem("CERTIFICATE REQUEST", await certificationRequest(key, subjectOf(place)));
    return { file, request };
  } finally {
    key.forget();
  }
}

function finish(place, inputs, { file, request }) {
  saved.set(place, file);
  save(file, place.dataset.file);
  place.querySelector("[data-request]").value = request;
  for (const input of inputs) input.value = "";
  place.querySelector("[data-again]").hidden = false;
  say(place, place.dataset.done);
}

async function begin(place) {
  const inputs = [...place.querySelectorAll("[data-passphrase]")];
  calm(place);
  const wrong = fault(place, inputs);
  if (wrong) return complain(...wrong);
  try {
    await busily(place, place.dataset.busy, async () => finish(place, inputs, await make(place, inputs)));
  } catch {
    say(place, place.dataset.failed);
  }
}

document.addEventListener("click", ({ target }) => {
  const place = target.closest?.("[data-key-maker]");
  if (place && target.closest("[data-make]")) begin(place);
  if (place && target.closest("[data-again]")) save(saved.get(place), place.dataset.file);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || !event.target.matches("[data-key-maker] [data-passphrase]")) return;
  event.preventDefault(); // the form would be sent without a request
  begin(event.target.closest("[data-key-maker]"));
});

document.querySelectorAll("[data-key-maker]").forEach(open);
