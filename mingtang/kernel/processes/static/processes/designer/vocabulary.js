// Our namespace for the reader and writer of the canvas: attributes of steps, and variables passed to called processes.
const attributes = [
  "organ", "post", "candidates", "assignee", "form", "clock", "due", "verbs", "signature",
  "call", "key", "collection", "element", "rule", "outcome",
];
const text = (name) => ({ name, isAttr: true, type: "String" });
const passed = (name) => ({ name, superClass: ["Element"], properties: [text("source"), text("target")] });

export default {
  name: "Mingtang",
  uri: "urn:mingtang:flow",
  prefix: "mt",
  xml: { tagAlias: "lowerCase" },
  types: [
    { name: "Duty", extends: ["bpmn:BaseElement"], properties: attributes.map(text) },
    passed("In"),
    passed("Out"),
  ],
};
