// "upload:send" on a [data-upload]: sends one file in pieces and goes on after a lost connection. The event's detail has
// file, token, signal, and three functions: show(part, words), done(file as the API answers), failed(words).
const PIECE = 4 * 1024 * 1024;
const WAITS = [1, 2, 4, 8, 15, 30, 30, 30];
const PASSING = [412, 429]; // out of step, too many: ask where we are and go on

const pause = (seconds) => new Promise((go) => {
  setTimeout(go, seconds * 1000);
  addEventListener("online", go, { once: true });
});

async function ask({ token, signal }, method, address, body, headers = {}) {
  const answer = await fetch(address, { method, body, signal, headers: { "X-CSRFToken": token, ...headers } });
  if (answer.ok) return answer.json();
  const { detail, errors } = await answer.json().catch(() => ({}));
  const final = answer.status < 500 && !PASSING.includes(answer.status);
  throw Object.assign(new Error(errors?.[0]?.message ?? detail ?? ""), { final });
}

function piece(sending, address, state) {
  const headers = { "Content-Type": "application/octet-stream", "Upload-Offset": String(state.offset) };
  return ask(sending, "PATCH", address, sending.file.slice(state.offset, state.offset + PIECE), headers);
}

async function send(place, sending) {
  const { file, signal, show } = sending;
  const words = JSON.stringify({ name: file.name, size: file.size });
  let state = await ask(sending, "POST", place.dataset.upload, words, { "Content-Type": "application/json" });
  const address = `${place.dataset.upload}/${state.id}`;
  for (let failures = 0; !state.file;) {
    try {
      state = await piece(sending, address, state);
      failures = 0;
      show(state.offset / file.size, "");
    } catch (error) {
      if (error.final || signal.aborted || failures >= WAITS.length) throw error;
      show(state.offset / file.size, place.dataset.lost);
      await pause(WAITS[failures++]);
      state = await ask(sending, "GET", address).catch(() => state);
    }
  }
  return state.file;
}

document.addEventListener("upload:send", async ({ target, detail }) => {
  try {
    detail.done(await send(target, detail));
  } catch (error) {
    detail.failed(error.final ? error.message : "");
  }
});
