// The designer without loading the page again: a step is sent in the background, and what comes back takes the place of
// canvas and panel. Fields are dragged by their bars. Without scripts every button does the same.
const parts = () => [...document.querySelectorAll("[data-form-designer]")];
let busy = false;

async function send(form, extra) {
  if (busy) return;
  busy = true;
  const data = new URLSearchParams(new FormData(form));
  for (const [name, value] of Object.entries(extra)) data.set(name, value);
  try {
    const answer = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = [...page.querySelectorAll("[data-form-designer]")];
    if (fresh.length !== parts().length) return void location.assign(answer.url); // signed out, or something else
    take(fresh, answer.url, extra.do);
  } catch {
    form.submit();
  } finally {
    busy = false;
  }
}

function take(fresh, address, wish) {
  parts().forEach((part, place) => part.replaceWith(document.adoptNode(fresh[place])));
  handles();
  history.replaceState(null, "", address);
  const chosen = new URL(address).searchParams.get("chosen") ?? "";
  const again = [...document.querySelectorAll("[data-form-designer] [name=do]")].find((button) => button.value === wish && /^(up|down|section-up|section-down)/.test(wish));
  const alert = document.querySelector("[data-form-designer] [role=alert]");
  const place = document.getElementById(chosen.startsWith("section:") ? `section-${chosen.slice(8)}` : `field-${chosen}`);
  if (alert) { alert.tabIndex = -1; alert.focus(); } else (again ?? place?.querySelector("a") ?? document.querySelector("#properties"))?.focus({ preventScroll: true });
  place?.scrollIntoView({ block: "nearest" });
}

document.addEventListener("submit", (event) => {
  if (!event.target.closest("[data-form-designer]")) return;
  event.preventDefault();
  const button = event.submitter ?? event.target.querySelector("[name=do]");
  send(event.target, { do: button.value });
});

// Enter in the title of a new field adds it, rather than pressing the first button of the page.
document.addEventListener("keydown", (event) => {
  const adding = event.key === "Enter" && event.target.closest(".designer-adding");
  if (!adding || event.target.tagName === "BUTTON") return;
  event.preventDefault();
  adding.querySelector("[name=do]").click();
});

let dragged = null;
const handles = () => { for (const bar of document.querySelectorAll(".designed-bar")) bar.draggable = true; };
handles();
document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-drag]");
  event.dataTransfer.effectAllowed = "move";
});
document.addEventListener("dragend", () => mark(null));
document.addEventListener("dragover", (event) => {
  const section = dragged && event.target.closest("[data-drop-section]");
  if (!section) return;
  event.preventDefault();
  mark(event.target.closest("[data-drop-place]") ?? section);
});
document.addEventListener("drop", (event) => {
  const section = dragged && event.target.closest("[data-drop-section]");
  if (!section) return;
  event.preventDefault();
  const others = [...section.querySelectorAll("[data-drop-place]")].filter((row) => row !== dragged);
  const over = event.target.closest("[data-drop-place]");
  const before = others.includes(over) ? others.indexOf(over) + Number(lower(event, over)) : others.length;
  if (over !== dragged) send(document.getElementById("steps"), { do: `move:${dragged.dataset.drag}`, section: section.dataset.dropSection, place: String(before) });
  dragged = null;
});

// Whether the pointer is over the lower half: the field goes behind.
function lower(event, row) {
  const box = row.getBoundingClientRect();
  return event.clientY > box.top + box.height / 2;
}

function mark(place) {
  for (const marked of document.querySelectorAll(".is-target")) marked.classList.remove("is-target");
  place?.classList.add("is-target");
}

document.documentElement.dataset.designerReady = "yes";
