// The designer: a canvas, a property panel, and what the server says. It appears when everything is ready.
import translate from "./chinese.js";
import Fields from "./fields.js";
import panel from "./panel.js";
import remarks from "./remarks.js";
import { ask, download, forget, keep, kept } from "./saving.js";
import subset from "./subset.js";
import vocabulary from "./vocabulary.js";

const place = document.querySelector("[data-designer]");
const said = place.querySelector("[data-said]");
const original = document.querySelector("[data-xml]").value;
const offers = JSON.parse(document.getElementById("designer-offers").textContent);
let version = place.dataset.version;
let dirty = false;

place.hidden = false;
const modeler = new window.BpmnJS({
  container: place.querySelector("[data-canvas]"),
  additionalModules: [{ translate: ["value", translate] }, subset],
  moddleExtensions: { mt: vocabulary },
});
const judge = remarks(place.querySelector("[data-remarks]"), modeler);
panel(place.querySelector("[data-panel]"), modeler, new Fields(modeler, offers));

function say(words, ...more) {
  said.replaceChildren(words, ...more.flatMap((each) => [" ", each]));
}

function button(label, act) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "button button-small", textContent: label });
  made.addEventListener("click", act);
  return made;
}

function link(label, href) {
  return Object.assign(document.createElement("a"), { href, className: "button button-small", textContent: label });
}

const drawn = async () => (await modeler.saveXML({ format: true })).xml;

// The whole diagram, beside the palette.
function fit() {
  const canvas = modeler.get("canvas");
  const { inner, outer } = canvas.viewbox();
  const scale = Math.min((outer.width - 130) / inner.width, (outer.height - 60) / inner.height, 1);
  if (!(scale > 0)) return;
  const [width, height] = [outer.width / scale, outer.height / scale];
  canvas.viewbox({ x: inner.x - 100 / scale, y: inner.y - (height - inner.height) / 2, width, height });
}

async function open(xml) {
  try {
    await modeler.importXML(xml);
    fit();
  } catch (error) {
    say(`图打不开：${error.message}。可以下载文件，改正后再导入。`);
  }
}

async function save() {
  const xml = await drawn();
  const answer = await ask("PUT", place.dataset.draft, { xml }, version);
  if (answer.ok) {
    version = answer.data.digest;
    dirty = false;
    forget();
    for (const field of document.querySelectorAll("[name=seen]")) field.value = version;
    say(`第 ${answer.data.number} 版草稿已保存。`);
    return;
  }
  keep(xml, version);
  refused(answer, xml);
}

function refused({ status, data }, xml) {
  const mine = button("下载我的内容", () => download(xml, place.dataset.name));
  if (status === 401) say("登录已过期，没有保存。画的内容留在这个页面里，重新登录后会恢复。", link("重新登录", `/sign-in/?next=${encodeURIComponent(location.pathname)}`), mine);
  else if (status === 412) say("其他人已经保存了新的内容，您的修改没有写入。", mine, button("放弃我的，打开最新内容", () => { dirty = false; forget(); location.reload(); }));
  else say(`没有保存：${data.detail ?? "服务器没有回答"}`, mine);
}

async function check() {
  const answer = await ask("POST", place.dataset.check, { xml: await drawn() });
  say(answer.ok ? judge(answer.data) : `没有检查：${answer.data.detail ?? "服务器没有回答"}`);
}

const acts = {
  save,
  check,
  undo: () => modeler.get("commandStack").undo(),
  redo: () => modeler.get("commandStack").redo(),
  fit,
  download: async () => download(await drawn(), place.dataset.name),
};
place.addEventListener("click", (event) => {
  const act = acts[event.target.closest("[data-do]")?.dataset.do];
  if (act) Promise.resolve(act()).catch((error) => say(`没有做成：${error.message}`));
});
window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });

await open(original);
modeler.on("commandStack.changed", async () => {
  dirty = true;
  keep(await drawn(), version);
});
const earlier = kept();
if (earlier && earlier.xml !== original) {
  const restore = async () => { await open(earlier.xml); dirty = true; say("已恢复上次没有保存的内容，请核对后保存。"); };
  say("这里有上次没有保存的内容。", button("恢复", restore), button("不要了", () => { forget(); say(""); }));
}
place.dataset.ready = "yes";
