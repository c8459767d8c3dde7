// [data-live="unread"]: a number kept fresh by hints from /live/; asked for every thirty seconds where the stream
// fails. A hidden page listens to nothing.
const shown = () => [...document.querySelectorAll("[data-live='unread']")];
let stream = null;
let timer = null;

function show({ unread }) {
  if (typeof unread !== "number") return;
  for (const place of shown()) {
    (place.querySelector("[data-live-number]") ?? place).textContent = String(unread);
    place.hidden = unread === 0;
  }
  document.dispatchEvent(new CustomEvent("live:unread", { detail: unread }));
}

async function ask() {
  try {
    const answer = await fetch("/live/poll/", { headers: { Accept: "application/json" } });
    if (answer.ok && !answer.redirected) show(await answer.json());
    else stop();
  } catch { /* the next round tries again */ }
}

function poll() {
  timer ??= setInterval(ask, 30000);
}

function stop() {
  stream?.close();
  clearInterval(timer);
  stream = timer = null;
}

function start() {
  if (stream || timer || !shown().length) return;
  stream = new EventSource("/live/");
  stream.addEventListener("unread", (event) => show({ unread: Number(event.data) }));
  stream.onmessage = (event) => show(JSON.parse(event.data));
  stream.onerror = () => {
    if (stream?.readyState === EventSource.CLOSED) { stop(); poll(); }
  };
}

document.addEventListener("visibilitychange", () => (document.hidden ? stop() : start()));
if (!document.hidden) start();
