"""Draws small processes as BPMN XML, the way bpmn-js writes it (without the layout)."""

from html import escape
from itertools import pairwise

HEAD = (
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:mt="urn:mingtang:flow" id="d" targetNamespace="gov">'
)


class Drawing:
    """Nodes and flows of one scope."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.count = 0

    def node(self, tag: str, ident: str, inner: str = "", **attributes: str) -> str:
        """Add a node; `mt_organ` stands for `mt:organ`. Gives back its id."""
        written = "".join(f' {name.replace("mt_", "mt:")}="{escape(value)}"' for name, value in attributes.items())
        self.parts.append(f'<bpmn:{tag} id="{ident}"{written}>{inner}</bpmn:{tag}>')
        return ident

    def flow(self, source: str, target: str, condition: str = "", ident: str = "") -> str:
        self.count += 1
        ident = ident or f"f_{source}_{target}_{self.count}"
        written = f"<bpmn:conditionExpression>{escape(condition)}</bpmn:conditionExpression>" if condition else ""
        self.parts.append(
            f'<bpmn:sequenceFlow id="{ident}" sourceRef="{source}" targetRef="{target}">{written}</bpmn:sequenceFlow>'
        )
        return ident

    def path(self, *idents: str) -> None:
        for source, target in pairwise(idents):
            self.flow(source, target)

    def inner(self) -> str:
        return "".join(self.parts)

    def xml(self, definitions: str = "", key: str = "p") -> bytes:
        process = f'<bpmn:process id="{key}" isExecutable="true">{self.inner()}</bpmn:process>'
        return f"{HEAD}{definitions}{process}</bpmn:definitions>".encode()


def sequence(*tasks: str) -> Drawing:
    """Start, user tasks one after the other, end."""
    drawing = Drawing()
    drawing.node("startEvent", "start")
    for task in tasks:
        drawing.node("userTask", task)
    drawing.node("endEvent", "end")
    drawing.path("start", *tasks, "end")
    return drawing


def parallel(*branches: str, after: str = "after") -> Drawing:
    """`before`, then all `branches` at once, a join, then `after`."""
    drawing = Drawing()
    drawing.node("startEvent", "start")
    drawing.node("endEvent", "end")
    for task in ("before", *branches, after):
        drawing.node("userTask", task)
    drawing.node("parallelGateway", "split")
    drawing.node("parallelGateway", "join")
    drawing.path("start", "before", "split")
    for branch in branches:
        drawing.path("split", branch, "join")
    drawing.path("join", after, "end")
    return drawing


def several(sequential: bool = False, **attributes: str) -> str:
    """A multi-instance marker over the variable `people`."""
    facts = {"mt:collection": "people", "mt:element": "person"} | {f"mt:{k}": v for k, v in attributes.items()}
    written = "".join(f' {name}="{escape(value)}"' for name, value in facts.items())
    return f'<bpmn:multiInstanceLoopCharacteristics isSequential="{str(sequential).lower()}"{written}/>'


def timer(text: str, kind: str = "timeDuration") -> str:
    return f"<bpmn:timerEventDefinition><bpmn:{kind}>{escape(text)}</bpmn:{kind}></bpmn:timerEventDefinition>"


def event(kind: str, reference: str = "") -> str:
    written = f' {kind}Ref="{reference}"' if reference else ""
    return f"<bpmn:{kind}EventDefinition{written}/>"
