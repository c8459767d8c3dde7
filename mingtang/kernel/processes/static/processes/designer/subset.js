// Keeps the palette, the pad beside a shape and the menu of types to what the engine executes.
const FOREIGN = /data|group|compensation|cancel|transaction|ad-?hoc|complex|loop|collection|multiplicity|multiple|toggle-is/i;

const kept = (entries) => Object.fromEntries(Object.entries(entries).filter(([name]) => !FOREIGN.test(name)));

class Subset {
  static $inject = ["palette", "contextPad", "popupMenu", "create", "elementFactory", "translate"];

  constructor(palette, contextPad, popupMenu, create, elementFactory, translate) {
    const start = (event) => create.start(event, elementFactory.createShape({ type: "bpmn:UserTask" }));
    const task = {
      group: "activity", className: "bpmn-icon-user-task", title: translate("Create user task"),
      action: { dragstart: start, click: start },
    };
    palette.registerProvider(500, { getPaletteEntries: () => (entries) => {
      const { "create.task": plain, ...rest } = kept(entries);
      return plain ? { ...rest, "create.user-task": task } : rest;
    } });
    contextPad.registerProvider(500, { getContextPadEntries: () => kept, getMultiElementContextPadEntries: () => kept });
    popupMenu.registerProvider("bpmn-replace", 500, {
      getPopupMenuEntries: () => kept,
      getPopupMenuHeaderEntries: () => kept,
    });
  }
}

export default { __init__: ["subset"], subset: ["type", Subset] };
