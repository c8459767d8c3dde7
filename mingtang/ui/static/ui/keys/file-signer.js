// [data-file-signer]: when its form is sent, signs the text shown with the key file chosen, and sends the signature.
// Neither the file nor the passphrase has a name, so no form ever sends them. A signature made elsewhere is sent as it is.
import { readKeyFile } from "./key-file.js";
import { busily, calm, complain, open, save, say } from "./page.js";
import { base64 } from "./pem.js";

const part = (place, name) => place.querySelector(`[data-${name}]`);
const textOf = (place) => part(place, "text").textContent;

async function sign(place) {
  const key = await readKeyFile(part(place, "key-file").files[0], part(place, "passphrase").value);
  try {
    part(place, "signature").value = base64(await key.sign(new TextEncoder().encode(textOf(place))));
    const publicKey = part(place, "public-key");
    if (publicKey) publicKey.value = base64(key.spki);
  } finally {
    key.forget();
  }
  part(place, "passphrase").value = "";
  say(place, place.dataset.done);
}

function missing(place) {
  if (!part(place, "key-file").files.length) return [part(place, "key-file"), place.dataset.noFile];
  return part(place, "passphrase").value ? null : [part(place, "passphrase"), place.dataset.noPassphrase];
}

function refuse(place, reason = "failed") {
  const input = part(place, reason === "passphrase" ? "passphrase" : "key-file");
  say(place, "");
  complain(input, place.dataset[`wrong${reason[0].toUpperCase()}${reason.slice(1)}`]);
}

async function begin(place, form, button) {
  calm(place);
  const wrong = missing(place);
  if (wrong) return complain(...wrong);
  try {
    await busily(place, place.dataset.busy, () => sign(place));
  } catch (error) {
    return refuse(place, error.reason);
  }
  form.requestSubmit(button);
}

document.addEventListener("submit", (event) => {
  const place = event.target.querySelector("[data-file-signer]");
  if (!place || part(place, "able").hidden || part(place, "signature").value.trim()) return;
  event.preventDefault();
  event.stopPropagation();
  if (!place.hasAttribute("aria-busy")) begin(place, event.target, event.submitter);
}, true);

document.addEventListener("change", ({ target }) => { // a signature that stood there was made with another file
  if (target.matches("[data-file-signer] [data-key-file]")) part(target.closest("[data-file-signer]"), "signature").value = "";
});

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-file-signer] [data-save-text]");
  if (button) save(textOf(button.closest("[data-file-signer]")), button.dataset.saveText);
});

for (const place of document.querySelectorAll("[data-file-signer]")) {
  open(place);
  part(place, "save-text").hidden = false;
}
