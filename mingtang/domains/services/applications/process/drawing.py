"""BPMN written an element at a time, with the steps of `steps`."""

from itertools import pairwise

from lxml import etree

from mingtang.domains.services.applications.process.steps import STEPS, Step
from mingtang.lib.flow.drawing import with_diagram

_BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
_OWN = "urn:mingtang:flow"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_NAMES = {"bpmn": _BPMN, "xsi": _XSI, "mt": _OWN}


class Scope:
    """A process or sub-process being drawn. Every method that puts an element answers its id."""

    def __init__(self, element: etree._Element, suffix: str = "") -> None:
        self.element = element
        self._suffix = suffix

    def put(self, tag: str, name: str, title: str = "", /, **own: str) -> str:
        """An element `tag`; `own` are attributes of our namespace."""
        element_id = name + self._suffix
        element = etree.SubElement(self.element, f"{{{_BPMN}}}{tag}", id=element_id)
        if title:
            element.set("name", title)
        for key, value in own.items():
            element.set(f"{{{_OWN}}}{key}", value)
        return element_id

    def step(self, step: Step, title: str = "", **own: str) -> str:
        """A step of the law, done by whom it belongs to unless `own` says otherwise."""
        words = STEPS[step]
        return self.put("userTask", step, title or words.title, **({"candidates": words.candidates} | own))

    def choice(self, name: str, title: str, otherwise: str) -> str:
        """A gateway that takes one way; `otherwise` is the target of the way without a condition."""
        gateway = self.put("exclusiveGateway", name, title)
        self._last().set("default", f"{gateway}_to_{otherwise}")
        return gateway

    def timer(self, name: str, title: str, host: str, text: str, *, interrupting: bool = True) -> str:
        """What happens when `host` takes longer than `text`."""
        event = self.put("boundaryEvent", name, title)
        self._last().set("attachedToRef", host)
        self._last().set("cancelActivity", str(interrupting).lower())
        definition = etree.SubElement(self._last(), f"{{{_BPMN}}}timerEventDefinition")
        _expression(definition, "timeDuration", text)
        return event

    def after(self, name: str, title: str, text: str) -> str:
        """Waits for a time."""
        event = self.put("intermediateCatchEvent", name, title)
        definition = etree.SubElement(self._last(), f"{{{_BPMN}}}timerEventDefinition")
        _expression(definition, "timeDuration", text)
        return event

    def until(self, name: str, title: str, condition: str) -> str:
        """Waits until `condition` holds."""
        event = self.put("intermediateCatchEvent", name, title)
        definition = etree.SubElement(self._last(), f"{{{_BPMN}}}conditionalEventDefinition")
        _expression(definition, "condition", condition)
        return event

    def part(self, name: str, title: str) -> "Scope":
        """A sub-process, to be drawn on."""
        self.put("subProcess", name, title)
        return Scope(self._last(), self._suffix)

    def flow(self, source: str, target: str, when: str = "", title: str = "") -> None:
        """A way from one element to another, `when` a condition holds."""
        flow = etree.SubElement(self.element, f"{{{_BPMN}}}sequenceFlow", id=f"{source}_to_{target}")
        flow.set("sourceRef", source)
        flow.set("targetRef", target)
        if title:
            flow.set("name", title)
        if when:
            _expression(flow, "conditionExpression", when)

    def outcome(self, source: str, target: str, *outcomes: str) -> None:
        """The way that is taken when the step just done ended so."""
        when = " or ".join(f'outcome == "{outcome}"' for outcome in outcomes)
        self.flow(source, target, when, "、".join(outcomes))

    def chain(self, *elements: str) -> None:
        """One after another."""
        for source, target in pairwise(elements):
            self.flow(source, target)

    def named(self, suffix: str) -> "Scope":
        """The same scope, whose elements get ids that end so."""
        return Scope(self.element, suffix)

    def _last(self) -> etree._Element:
        return self.element[-1]


def process(key: str, title: str) -> Scope:
    """An empty process."""
    root = etree.Element(
        f"{{{_BPMN}}}definitions", nsmap=_NAMES, id="definitions", targetNamespace="urn:mingtang:processes"
    )
    element = etree.SubElement(root, f"{{{_BPMN}}}process", id=key, name=title, isExecutable="true")
    return Scope(element)


def written(scope: Scope) -> str:
    """The text of a process, laid out."""
    text: bytes = etree.tostring(scope.element.getroottree(), xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return with_diagram(text).decode()


def _expression(parent: etree._Element, tag: str, text: str) -> None:
    expression = etree.SubElement(parent, f"{{{_BPMN}}}{tag}")
    expression.set(f"{{{_XSI}}}type", "bpmn:tFormalExpression")
    expression.text = text
