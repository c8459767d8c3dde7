"""Processes that tests draw: sound ones, and ones that must be refused."""

from mingtang.lib.flow.drawing import with_diagram
from mingtang.lib.flow.tests.drawing import Drawing

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">&b;</definitions>'
)


def three_branches(split: str = "exclusiveGateway", join: str = "parallelGateway") -> str:
    """Three reviews between a split and a join; as it stands, the join waits for ever."""
    drawing = Drawing()
    drawing.node("startEvent", "start", name="开始")
    drawing.node(split, "split", name="分派")
    for place, name in (("planning", "规划审查"), ("fire", "消防审查"), ("defence", "人防审查")):
        drawing.node("userTask", place, name=name)
    drawing.node(join, "join", name="汇总")
    drawing.node("endEvent", "end", name="结束")
    drawing.path("start", "split")
    for place, condition in (("planning", 'kind == "规划"'), ("fire", 'kind == "消防"'), ("defence", "")):
        drawing.flow("split", place, condition, ident=f"to_{place}")
        drawing.flow(place, "join", ident=f"from_{place}")
    drawing.path("join", "end")
    xml = drawing.xml(key="three-branches").decode()
    xml = xml.replace('<bpmn:exclusiveGateway id="split"', '<bpmn:exclusiveGateway id="split" default="to_defence"')
    return with_diagram(xml.encode()).decode()


def unsupported() -> str:
    """Holds a complex gateway."""
    drawing = Drawing()
    drawing.node("startEvent", "start")
    drawing.node("complexGateway", "odd")
    drawing.node("endEvent", "end")
    drawing.path("start", "odd", "end")
    return drawing.xml().decode()


def unknown_limit() -> str:
    """Has a task with a time limit that no statute knows."""
    drawing = Drawing()
    drawing.node("startEvent", "start")
    drawing.node("userTask", "one", mt_clock="services.nothing")
    drawing.node("endEvent", "end")
    drawing.path("start", "one", "end")
    return drawing.xml().decode()


def endless() -> str:
    """Goes round and round without anybody doing anything."""
    drawing = Drawing()
    drawing.node("startEvent", "start")
    drawing.node("exclusiveGateway", "again")
    drawing.node("exclusiveGateway", "back")
    drawing.node("endEvent", "end")
    drawing.path("start", "again", "back")
    drawing.flow("back", "again", "true")
    drawing.flow("back", "end")
    return drawing.xml().decode()


def expression_bomb() -> str:
    """A condition nested deeper than anybody can read."""
    drawing = Drawing()
    drawing.node("startEvent", "start")
    drawing.node("exclusiveGateway", "gate")
    drawing.node("endEvent", "end")
    drawing.path("start", "gate")
    drawing.flow("gate", "end", "(" * 5000 + "1" + ")" * 5000, ident="bomb")
    return drawing.xml().decode()
