// Asking the server, and keeping what was drawn in this tab until it is saved: a lost session loses nothing.
const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value;
const slot = () => ["designer", document.documentElement.dataset.reader, location.pathname].join(":");

export async function ask(method, address, body, version) {
  const headers = { "Content-Type": "application/json", "X-CSRFToken": token() };
  if (version) headers["If-Match"] = `"${version}"`;
  const answer = await fetch(address, { method, headers, body: JSON.stringify(body) });
  const data = await answer.json().catch(() => ({}));
  return { status: answer.status, ok: answer.ok, data };
}

export function keep(xml, version) {
  try {
    sessionStorage.setItem(slot(), JSON.stringify({ xml, version }));
  } catch { /* storage is off or full: saving still works */ }
}

export function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(slot()));
  } catch {
    return null;
  }
}

export function forget() {
  try {
    sessionStorage.removeItem(slot());
  } catch { /* storage is off */ }
}

export function download(xml, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([xml], { type: "application/xml" }));
  link.download = `${name}.bpmn`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
