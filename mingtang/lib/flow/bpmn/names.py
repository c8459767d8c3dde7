"""The part of BPMN 2.0 that we execute, and why the rest is refused. Source: OMG BPMN 2.0.2 (formal/2013-12-09)."""

from mingtang.lib.flow.net import EventKind, NodeKind

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
OWN = "urn:mingtang:flow"

NODES = {
    "startEvent": NodeKind.START,
    "endEvent": NodeKind.END,
    "task": NodeKind.WORK,
    "userTask": NodeKind.WORK,
    "manualTask": NodeKind.WORK,
    "receiveTask": NodeKind.RECEIVE,
    "sendTask": NodeKind.SERVICE,
    "serviceTask": NodeKind.SERVICE,
    "scriptTask": NodeKind.RULE,
    "businessRuleTask": NodeKind.RULE,
    "exclusiveGateway": NodeKind.EXCLUSIVE,
    "parallelGateway": NodeKind.PARALLEL,
    "inclusiveGateway": NodeKind.INCLUSIVE,
    "eventBasedGateway": NodeKind.EVENT_GATEWAY,
    "intermediateCatchEvent": NodeKind.CATCH,
    "intermediateThrowEvent": NodeKind.THROW,
    "boundaryEvent": NodeKind.BOUNDARY,
    "subProcess": NodeKind.SUBPROCESS,
    "callActivity": NodeKind.CALL,
}

EVENTS = {
    "messageEventDefinition": EventKind.MESSAGE,
    "signalEventDefinition": EventKind.SIGNAL,
    "timerEventDefinition": EventKind.TIMER,
    "conditionalEventDefinition": EventKind.CONDITION,
    "errorEventDefinition": EventKind.ERROR,
    "escalationEventDefinition": EventKind.ESCALATION,
    "terminateEventDefinition": EventKind.TERMINATE,
    "linkEventDefinition": EventKind.LINK,
}

_AWAITED = frozenset({EventKind.MESSAGE, EventKind.SIGNAL, EventKind.TIMER, EventKind.CONDITION})
EVENTS_AT = {
    NodeKind.START: frozenset({EventKind.MESSAGE, EventKind.SIGNAL}),
    NodeKind.EVENT_SUBPROCESS: _AWAITED | {EventKind.ERROR, EventKind.ESCALATION},  # its start event
    NodeKind.BOUNDARY: _AWAITED | {EventKind.ERROR, EventKind.ESCALATION},
    NodeKind.CATCH: _AWAITED | {EventKind.LINK},
    NodeKind.THROW: frozenset({EventKind.MESSAGE, EventKind.SIGNAL, EventKind.ESCALATION, EventKind.LINK}),
    NodeKind.END: frozenset(
        {EventKind.MESSAGE, EventKind.SIGNAL, EventKind.ERROR, EventKind.ESCALATION, EventKind.TERMINATE}
    ),
}

ACTIVITIES = frozenset(
    {NodeKind.WORK, NodeKind.RECEIVE, NodeKind.SERVICE, NodeKind.RULE, NodeKind.SUBPROCESS, NodeKind.CALL}
)
HOSTS = ACTIVITIES - {NodeKind.RULE}  # a rule answers at once: nothing can happen meanwhile

WITHOUT_MEANING = frozenset(
    {"documentation", "extensionElements", "textAnnotation", "association", "group", "auditing", "monitoring"}
    | {"dataObject", "dataObjectReference", "incoming", "outgoing", "laneSet"}
)

REFUSED = {
    "transaction": "不支持事务子流程，请用普通子流程加错误边界事件",
    "adHocSubProcess": "不支持自由子流程，请在办理时用“增加任务”",
    "complexGateway": "不支持复杂网关，请用会签规则或包容网关",
    "compensateEventDefinition": "不支持补偿，请画出更正步骤",
    "cancelEventDefinition": "不支持取消事件",
    "standardLoopCharacteristics": "不支持循环标记，请画出回退连线或用多实例",
    "dataStoreReference": "不支持数据存储",
    "ioSpecification": "不支持输入输出规范，请用变量",
    "property": "不支持流程属性，请用变量",
    "dataInputAssociation": "不支持数据关联，请用变量",
    "dataOutputAssociation": "不支持数据关联，请用变量",
    "choreographyTask": "不支持编排图",
    "subChoreography": "不支持编排图",
    "script": "图中不能写程序，请用 call 指明已登记的规则",
    "resourceRole": "不支持资源角色，请用岗位属性",
    "potentialOwner": "不支持资源角色，请用岗位属性",
    "humanPerformer": "不支持资源角色，请用岗位属性",
    "performer": "不支持资源角色，请用岗位属性",
}
