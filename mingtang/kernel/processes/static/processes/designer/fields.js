// What can be written about a shape: a list of fields, each knowing how to read and how to change the diagram.
const RULES = [["all", "全部办完"], ["any", "一人办完即可"], ["2/3", "三分之二"], ["1/2", "半数"]];
const TIMERS = [["timeDuration", "过一段时间"], ["timeDate", "到某个日期"], ["timeCycle", "每隔一段时间"]];
const REFERRED = {
  "bpmn:MessageEventDefinition": ["messageRef", "bpmn:Message", "消息名称"],
  "bpmn:SignalEventDefinition": ["signalRef", "bpmn:Signal", "信号名称"],
  "bpmn:ErrorEventDefinition": ["errorRef", "bpmn:Error", "错误代码"],
  "bpmn:EscalationEventDefinition": ["escalationRef", "bpmn:Escalation", "升级代码"],
};
const is = (thing, ...types) => types.some((type) => thing?.$instanceOf?.(type));

export default class Fields {
  constructor(modeler, offers) {
    this.modeling = modeler.get("modeling");
    this.factory = modeler.get("bpmnFactory");
    this.modeler = modeler;
    this.offers = offers;
  }

  of(element) {
    const thing = element.businessObject;
    return [
      ...this.names(element, thing),
      ...(is(thing, "bpmn:UserTask", "bpmn:ManualTask") || thing.$type === "bpmn:Task" ? this.duty(element, true) : []),
      ...(is(thing, "bpmn:Lane") ? this.duty(element, false) : []),
      ...(is(thing, "bpmn:ServiceTask", "bpmn:SendTask") ? [this.own(element, "call", "调用的服务", { options: this.offers.services })] : []),
      ...(is(thing, "bpmn:ScriptTask", "bpmn:BusinessRuleTask") ? [this.own(element, "call", "决策表或规则", { options: this.offers.rules })] : []),
      ...(is(thing, "bpmn:ReceiveTask") ? this.message(element, thing) : []),
      ...(is(thing, "bpmn:CallActivity") ? this.call(element, thing) : []),
      ...(is(thing, "bpmn:SequenceFlow") ? this.flow(element, thing) : []),
      ...(is(thing, "bpmn:StartEvent") && !thing.eventDefinitions?.length ? [this.starters(element)] : []),
      ...(is(thing, "bpmn:Event") ? this.event(element, thing) : []),
      ...(is(thing, "bpmn:Activity") ? this.several(element, thing) : []),
    ];
  }

  names(element, thing) {
    const notes = is(thing, "bpmn:TextAnnotation");
    return [
      { label: notes ? "注释" : "名称", value: (notes ? thing.text : thing.name) ?? "", rows: 2, set: (value) => this.change(element, { [notes ? "text" : "name"]: value || undefined }) },
      { label: "编号", value: thing.id, fixed: true },
    ];
  }

  change(element, values) {
    this.modeling.updateProperties(element, values);
  }

  inside(element, part, values) {
    this.modeling.updateModdleProperties(element, part, values);
  }

  own(element, name, label, more = {}) {
    const value = element.businessObject.get(`mt:${name}`) ?? "";
    return { label, value, ...more, set: (text) => this.change(element, { [`mt:${name}`]: text || undefined }) };
  }

  duty(element, whole) {
    const fields = [
      this.own(element, "organ", "办理机构", { hint: "统一社会信用代码；= 开头是表达式；空为案件所属机构" }),
      this.own(element, "post", "岗位", { hint: "岗位名称或角色代码" }),
      this.own(element, "candidates", "候选人", { list: this.offers.roles, hint: "用空格隔开，如 role:reviewer initiator-unit-head" }),
      this.own(element, "assignee", "指定办理人", { hint: "如 initiator、previous-holder:环节编号、=变量" }),
    ];
    return whole ? [...fields, this.own(element, "form", "表单"), this.limit(element), this.due(element), this.verbs(element), this.signature(element)] : fields;
  }

  limit(element) {
    return this.own(element, "clock", "时限规则", { list: this.offers.limits, hint: "时限表里的代号，多个用空格隔开" });
  }

  due(element) {
    return this.own(element, "due", "办理期限", { hint: "这一环节自己的日期，如 2026-12-31 或 =unit.due" });
  }

  starters(element) {
    return this.own(element, "candidates", "谁可以发起", { hint: "岗位名称或角色代码，用空格隔开；official 为全体工作人员；空为不能从“发起事项”发起" });
  }

  verbs(element) {
    const written = element.businessObject.get("mt:verbs");
    const chosen = written === undefined ? this.offers.verbs.map(([verb]) => verb) : written.split(" ");
    const set = (verbs) => this.change(element, { "mt:verbs": verbs.length === this.offers.verbs.length ? undefined : verbs.join(" ") });
    return { label: "允许的办理动作", choices: this.offers.verbs, value: chosen, set };
  }

  signature(element) {
    const set = (yes) => this.change(element, { "mt:signature": yes ? "required" : undefined });
    return { label: "提交时要用数字证书签名", checked: element.businessObject.get("mt:signature") === "required", set };
  }

  flow(element, thing) {
    const condition = {
      label: "条件", value: thing.conditionExpression?.body ?? "", rows: 2, hint: "如 amount > 100 and kind == \"新设\"",
      set: (text) => this.change(element, { conditionExpression: text ? this.expression(text) : undefined }),
    };
    const source = element.source;
    if (!is(source.businessObject, "bpmn:ExclusiveGateway", "bpmn:InclusiveGateway", "bpmn:Activity")) return [condition];
    const otherwise = {
      label: "默认走向（其他条件都不成立时）", checked: source.businessObject.default === thing,
      set: (yes) => this.change(source, { default: yes ? thing : undefined }),
    };
    return [condition, otherwise];
  }

  expression(body) {
    return this.factory.create("bpmn:FormalExpression", { body });
  }

  event(element, thing) {
    const definition = thing.eventDefinitions?.[0];
    const fields = [];
    if (is(thing, "bpmn:BoundaryEvent")) {
      fields.push({ label: "中断所附着的环节", checked: thing.cancelActivity !== false, set: (yes) => this.change(element, { cancelActivity: yes }) });
    }
    if (!definition) return fields;
    if (is(definition, "bpmn:TimerEventDefinition")) return [...fields, ...this.timer(element, definition)];
    if (is(definition, "bpmn:ConditionalEventDefinition")) {
      const set = (text) => this.inside(element, definition, { condition: text ? this.expression(text) : undefined });
      return [...fields, { label: "条件", value: definition.condition?.body ?? "", rows: 2, set }];
    }
    if (is(definition, "bpmn:LinkEventDefinition")) {
      return [...fields, { label: "链接名称", value: definition.name ?? "", set: (name) => this.inside(element, definition, { name }) }];
    }
    return REFERRED[definition.$type] ? [...fields, ...this.referred(element, definition)] : fields;
  }

  timer(element, definition) {
    const [kind] = TIMERS.find(([name]) => definition[name]) ?? ["timeDuration"];
    const write = (name, body) => this.inside(element, definition, {
      timeDuration: undefined, timeDate: undefined, timeCycle: undefined, [name]: this.expression(body),
    });
    const body = definition[kind]?.body ?? "";
    return [
      { label: "定时", value: kind, options: TIMERS, required: true, set: (name) => write(name, body) },
      { label: "时间", value: body, hint: "20 个工作日 P20WD，8 个工作小时 PT8WH，3 天 P3D，4 小时 PT4H；日期 2026-12-31；周期 R3/P7D；= 开头是表达式", set: (text) => write(kind, text) },
    ];
  }

  referred(element, holder) {
    const [reference, type, label] = REFERRED[holder.$type] ?? REFERRED["bpmn:MessageEventDefinition"];
    const set = (name) => this.inside(element, holder, { [reference]: name ? this.root(element, type, name) : undefined });
    const name = { label, value: holder[reference]?.name ?? "", set };
    return type === "bpmn:Message" ? [name, this.own(element, "key", "关联值", { hint: "哪一件案件的消息，表达式" })] : [name];
  }

  message(element, thing) {
    return this.referred(element, thing);
  }

  root(element, type, name) {
    const definitions = this.modeler.getDefinitions();
    const known = definitions.rootElements.find((root) => root.$type === type && root.name === name);
    if (known) return known;
    const code = { "bpmn:Error": { errorCode: name }, "bpmn:Escalation": { escalationCode: name } }[type] ?? {};
    const made = this.factory.create(type, { name, ...code });
    made.$parent = definitions;
    this.inside(element, definitions, { rootElements: [...definitions.rootElements, made] });
    return made;
  }

  call(element, thing) {
    return [
      { label: "被调用流程", value: thing.calledElement ?? "", options: this.offers.processes, set: (value) => this.change(element, { calledElement: value || undefined }) },
      this.own(element, "organ", "在哪个机构办理", { hint: "空为同一机构" }),
      this.passing(element, thing, "mt:In", "传入变量"),
      this.passing(element, thing, "mt:Out", "传出变量"),
    ];
  }

  passing(element, thing, type, label) {
    const known = () => thing.extensionElements?.values ?? [];
    const lines = known().filter((value) => value.$type === type).map((value) => `${value.source} -> ${value.target}`);
    const set = (text) => {
      const pairs = text.split("\n").map((line) => line.split("->").map((part) => part.trim())).filter(([source]) => source);
      const made = pairs.map(([source, target = source]) => this.factory.create(type, { source, target }));
      const extension = this.factory.create("bpmn:ExtensionElements", { values: [...known().filter((value) => value.$type !== type), ...made] });
      for (const value of extension.values) value.$parent = extension;
      this.change(element, { extensionElements: extension });
    };
    return { label, value: lines.join("\n"), rows: 2, hint: "每行一个：值 -> 变量名", set };
  }

  several(element, thing) {
    const marker = thing.loopCharacteristics;
    const shape = (kind) => this.change(element, {
      loopCharacteristics: kind ? marker ?? this.factory.create("bpmn:MultiInstanceLoopCharacteristics") : undefined,
    });
    const choose = (kind) => {
      shape(kind);
      if (kind) this.inside(element, element.businessObject.loopCharacteristics, { isSequential: kind === "sequential" });
    };
    const kind = marker ? (marker.isSequential ? "sequential" : "parallel") : "";
    const fields = [{ label: "多人办理（会签）", value: kind, options: [["parallel", "同时办理"], ["sequential", "依次办理"]], none: "一人办理", set: choose }];
    return marker ? [...fields, ...this.marker(element, marker)] : fields;
  }

  marker(element, marker) {
    const own = (name, label, more = {}) => ({
      label, value: marker.get(`mt:${name}`) ?? "", ...more,
      set: (text) => this.inside(element, marker, { [`mt:${name}`]: text || undefined }),
    });
    const inner = (name, label, hint) => ({
      label, value: marker[name]?.body ?? "", hint,
      set: (text) => this.inside(element, marker, { [name]: text ? this.expression(text) : undefined }),
    });
    return [
      own("collection", "名单", { hint: "每一项办一份，如 organs" }),
      inner("loopCardinality", "或者次数", "与名单二者取一"),
      own("element", "每一项的变量名", { hint: "如 organ，可写 =organ 为办理机构" }),
      own("rule", "多少人办完算数", { list: RULES, hint: "all、any、2/3 或人数" }),
      own("outcome", "只计哪种意见", { hint: "空为都计" }),
      inner("completionCondition", "提前结束的条件", ""),
    ];
  }
}
