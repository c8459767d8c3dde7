"""What a new definition begins with."""

from html import escape

from mingtang.kernel.processes.starts import start_named
from mingtang.lib.flow.drawing import renamed, with_diagram

_BLANK_PROCESS = """<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:mt="urn:mingtang:flow" id="definitions"
  targetNamespace="urn:mingtang:processes">
  <bpmn:process id="blank" isExecutable="true">
    <bpmn:startEvent id="start" name="开始"/>
    <bpmn:userTask id="task" name="办理"/>
    <bpmn:endEvent id="end" name="结束"/>
    <bpmn:sequenceFlow id="start_task" sourceRef="start" targetRef="task"/>
    <bpmn:sequenceFlow id="task_end" sourceRef="task" targetRef="end"/>
  </bpmn:process>
</bpmn:definitions>"""
_BLANK_TABLE = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="definitions" name="{name}"
  namespace="urn:mingtang:decisions">
  <decision id="{key}" name="{name}">
    <decisionTable id="table" hitPolicy="FIRST">
      <input id="i1" label="条件"><inputExpression id="i1-expression"><text>amount</text></inputExpression></input>
      <output id="o1" name="result"/>
      <rule id="r1"><inputEntry id="r1-i1"><text>-</text></inputEntry><outputEntry id="r1-o1"><text>""</text></outputEntry></rule>
    </decisionTable>
  </decision>
</definitions>"""


def beginning_of_process(key: str, title: str, *, start: str = "", file: str = "") -> str:
    """The BPMN a new process begins with, with a diagram: an imported file, a start, or a blank one. Raises Unreadable."""
    if file:
        return with_diagram(file.encode()).decode()
    chosen = start_named(start)
    xml = chosen.xml if chosen else with_diagram(_BLANK_PROCESS.encode()).decode()
    return renamed(xml.encode(), key, title).decode()


def beginning_of_decision(key: str, title: str, *, file: str = "") -> str:
    """The DMN a new decision table begins with."""
    return file or _BLANK_TABLE.format(key=key, name=escape(title))
