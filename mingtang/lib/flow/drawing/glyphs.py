"""Small signs inside shapes, of our own hand: what kind of task, event or gateway it is."""

_TASKS = {
    "userTask": "M4 6a3 3 0 1 0 6 0a3 3 0 1 0 -6 0M1 15c0-4 2.500-5.500 6-5.500s6 1.500 6 5.500z",
    "manualTask": "M2 8l5-5 2 2-3 3h7v5h-9z",
    "serviceTask": "M7 1v3M7 11v3M1 7.500h3M10 7.500h3M3 3.500l2 2M9 9.500l2 2M11 3.500l-2 2M5 9.500l-2 2M4.500 7.500a2.500 2.500 0 1 0 5 0a2.500 2.500 0 1 0 -5 0",
    "sendTask": "M1 3h13v9h-13zM1 3l6.500 5 6.500-5",
    "receiveTask": "M1 3h13v9h-13zM1 3l6.500 5 6.500-5",
    "scriptTask": "M3 2h9v11h-9zM5 5h5M5 7.500h5M5 10h3",
    "businessRuleTask": "M1 2h13v11h-13zM1 5.500h13M5 5.500v7.500M1 9h13",
    "callActivity": "M1 2h9v7h-9zM4 9v4h9v-7h-3",
}
_EVENTS = {
    "messageEventDefinition": "M-8 -5h16v10h-16zM-8 -5l8 6 8-6",
    "timerEventDefinition": "M-8 0a8 8 0 1 0 16 0a8 8 0 1 0 -16 0M0 -5v5l3.500 2",
    "signalEventDefinition": "M0 -8l8 13h-16z",
    "conditionalEventDefinition": "M-6 -7h12v14h-12zM-3.500 -3.500h7M-3.500 0h7M-3.500 3.500h7",
    "errorEventDefinition": "M-7 6l3-11 5 6 5-9-3 12-5-6z",
    "escalationEventDefinition": "M0 -8l6 14-6-6-6 6z",
    "linkEventDefinition": "M-7 -3h8v-4l7 7-7 7v-4h-8z",
}
_GATEWAYS = {
    "exclusiveGateway": "M-7 -8l14 16M7 -8l-14 16",
    "parallelGateway": "M0 -11v22M-11 0h22",
    "inclusiveGateway": "M-10 0a10 10 0 1 0 20 0a10 10 0 1 0 -20 0",
    "eventBasedGateway": "M-11 0a11 11 0 1 0 22 0a11 11 0 1 0 -22 0M0 -7l6.600 4.800-2.500 7.800h-8.200l-2.500-7.800z",
    "complexGateway": "M0 -10v20M-10 0h20M-7 -7l14 14M7 -7l-14 14",
}


def task_glyph(tag: str, x: float, y: float) -> str:
    """The sign in the upper left corner of a task; plain tasks have none."""
    return _placed(_TASKS.get(tag, ""), x, y)


def event_glyph(event: str, x: float, y: float) -> str:
    """The sign in the middle of an event."""
    if event == "terminateEventDefinition":
        return f'<circle class="p-full" cx="{x:.1f}" cy="{y:.1f}" r="9"/>'
    return _placed(_EVENTS.get(event, ""), x, y)


def gateway_glyph(tag: str, x: float, y: float) -> str:
    """The sign in the middle of a gateway."""
    return _placed(_GATEWAYS.get(tag, ""), x, y, "p-glyph p-glyph-strong")


def _placed(path: str, x: float, y: float, classes: str = "p-glyph") -> str:
    return f'<path class="{classes}" transform="translate({x:.1f} {y:.1f})" d="{path}"/>' if path else ""
