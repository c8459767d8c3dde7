// [data-count-of="address"]: how many things wait at a place, asked for again every half minute, when the page is looked at
// again, and when a message arrives. A hidden page asks nothing.
const places = () => [...document.querySelectorAll("[data-count-of]")];

async function refresh() {
  if (document.hidden || !places().length) return;
  try {
    const answer = await fetch("/counts/", { headers: { Accept: "application/json" }, redirect: "error" });
    if (!answer.ok) return;
    const counts = await answer.json();
    for (const place of places()) {
      const count = counts[place.dataset.countOf];
      if (typeof count !== "number") continue;
      place.textContent = String(count);
      place.hidden = count === 0;
    }
  } catch { /* the next round tries again */ }
}

if (places().length) {
  setInterval(refresh, 30000);
  document.addEventListener("visibilitychange", refresh);
  document.addEventListener("live:unread", refresh);
}
