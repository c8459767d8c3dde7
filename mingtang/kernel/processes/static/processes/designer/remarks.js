// What the check says: marks on the shapes and a list; choosing a line of the list shows its shape.
const badge = (words) => Object.assign(document.createElement("span"), { className: "designer-badge", textContent: "! 有错", title: words });

export default function remarks(place, modeler) {
  const overlays = modeler.get("overlays");
  const canvas = modeler.get("canvas");
  const registry = modeler.get("elementRegistry");
  let marked = [];

  function clear() {
    overlays.remove({ type: "remark" });
    for (const id of marked) if (registry.get(id)) canvas.removeMarker(id, "is-faulty");
    marked = [];
  }

  function mark(remark) {
    const element = registry.get(remark.element);
    if (!element || element === canvas.getRootElement()) return;
    canvas.addMarker(remark.element, "is-faulty");
    overlays.add(remark.element, "remark", { position: { top: -14, right: 20 }, html: badge(remark.message) });
    marked.push(remark.element);
  }

  function show(id) {
    const element = registry.get(id);
    if (!element) return;
    canvas.scrollToElement(element, 100);
    modeler.get("selection").select(element);
  }

  function line(remark) {
    const item = document.createElement("li");
    item.className = remark.grave ? "check-block" : "check-warn";
    const words = remark.trace.length ? `${remark.message}（经过：${remark.trace.join(" → ")}）` : remark.message;
    if (registry.get(remark.element)) {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "link-button", textContent: words });
      button.addEventListener("click", () => show(remark.element));
      item.append(button);
    } else item.append(words);
    return item;
  }

  return (judgement) => {
    clear();
    judgement.remarks.forEach(mark);
    const list = document.createElement("ul");
    list.className = "designer-list";
    list.append(...judgement.remarks.map(line));
    place.replaceChildren(...(judgement.remarks.length ? [list] : []));
    const grave = judgement.remarks.filter((remark) => remark.grave).length;
    return grave ? `检查发现 ${grave} 处错误，改正后才能发布。` : "检查通过：对各种数据和先后次序，每次运行都能正常结束。";
  };
}
