"""Reading BPMN: what is outside the subset is refused with the element named, all at once; hostile XML is not read."""

import pickle
import time

import pytest

from mingtang.lib.flow import Fault, Vocabulary, compile_bpmn, processes_of
from mingtang.lib.flow.tests.drawing import HEAD, Drawing, event, parallel, sequence, several, timer
from mingtang.lib.flow.tests.play import net_of


def faults_of(xml: bytes) -> dict[str, str]:
    found = compile_bpmn(xml)
    assert isinstance(found, tuple), "should have been refused"
    assert all(isinstance(fault, Fault) for fault in found)
    return {fault.element: fault.message for fault in found}


def with_element(tag: str, inner: str = "", **attributes: str) -> bytes:
    drawing = sequence("a")
    drawing.node(tag, "bad", inner, **attributes)
    drawing.path("a", "bad")
    return drawing.xml()


@pytest.mark.parametrize(
    ("tag", "inner", "attributes", "words"),
    [
        ("transaction", "", {}, "事务"),
        ("adHocSubProcess", "", {}, "自由子流程"),
        ("complexGateway", "", {}, "复杂网关"),
        ("choreographyTask", "", {}, "编排"),
        ("dataStoreReference", "", {}, "数据存储"),
        ("userTask", "<bpmn:standardLoopCharacteristics/>", {}, "循环标记"),
        ("userTask", "", {"isForCompensation": "true"}, "isForCompensation"),
        ("userTask", "", {"mt_orgna": "x"}, "orgna"),
        ("userTask", "", {"mt_verbs": "return fly"}, "fly"),
        ("scriptTask", "<bpmn:script>print(1)</bpmn:script>", {"mt_call": "x"}, "没有登记"),
        ("serviceTask", "", {}, "call"),
        ("intermediateThrowEvent", "<bpmn:compensateEventDefinition/>", {}, "补偿"),
        ("intermediateThrowEvent", timer("P1D"), {}, "这个位置"),
        ("intermediateCatchEvent", "", {}, "没有写明"),
        ("intermediateCatchEvent", timer("20 days"), {}, "不是时长"),
        ("intermediateCatchEvent", timer("20", "timeCycle"), {}, "不是周期"),
        ("intermediateCatchEvent", event("message", "nobody"), {}, "不存在"),
        ("intermediateCatchEvent", event("signal"), {}, "signalRef"),
        ("intermediateThrowEvent", '<bpmn:linkEventDefinition name="A"/>', {}, "同名"),
        ("exclusiveGateway", "", {"default": "nowhere"}, "默认走向"),
        ("userTask", several(rule="5/3"), {}, "会签规则"),
        ("userTask", "<bpmn:multiInstanceLoopCharacteristics/>", {}, "次数或名单"),
        ("userTask", "", {"mt_assignee": "=a +"}, "写得不对"),
        ("callActivity", "", {}, "没有指明流程"),
        ("subProcess", "", {}, "开始"),
    ],
)
def test_what_is_outside_the_subset_is_refused_with_its_element(
    tag: str, inner: str, attributes: dict[str, str], words: str
) -> None:
    faults = compile_bpmn(with_element(tag, inner, **attributes))
    assert isinstance(faults, tuple)
    assert any(fault.element == "bad" and words in fault.message for fault in faults), faults


def test_all_faults_are_told_at_once_with_their_lines() -> None:
    drawing = sequence("a")
    drawing.node("complexGateway", "one")
    drawing.node("transaction", "two")
    drawing.flow("a", "nowhere", ident="three")
    drawing.flow("a", "end", "amount >", ident="four")
    faults = compile_bpmn(drawing.xml().replace(b"><", b">\n<"))
    assert {fault.element for fault in faults} == {"one", "two", "three", "four"}
    assert all(fault.line > 1 for fault in faults)


def test_an_expression_bomb_is_refused_with_its_flow() -> None:
    drawing = sequence("a")
    drawing.flow("a", "end", "(" * 400 + "1" + ")" * 400, ident="bomb")
    assert "括号" in faults_of(drawing.xml())["bomb"]


@pytest.mark.parametrize("through", [(), ("rule",), ("sub",)])
def test_a_loop_without_waiting_is_refused_with_its_element(through: tuple[str, ...]) -> None:
    drawing = sequence("a")
    drawing.node("exclusiveGateway", "merge")
    drawing.node("exclusiveGateway", "again", default="out")
    if "rule" in through:
        drawing.node("scriptTask", "rule", mt_call="count")
    if "sub" in through:
        drawing.node("subProcess", "sub", '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>'
                     '<bpmn:sequenceFlow id="se" sourceRef="s" targetRef="e"/>')  # fmt: skip
    drawing.path("a", "merge", *through, "again")
    drawing.flow("again", "merge", "x == 1")
    drawing.flow("again", "end", ident="out")
    faults = compile_bpmn(drawing.xml(), vocabulary=Vocabulary({"count": dict}))
    assert isinstance(faults, tuple)
    assert any("无限自动运行" in fault.message and fault.element for fault in faults)


def test_a_loop_with_a_timer_is_no_endless_loop() -> None:
    drawing = sequence("a")
    drawing.node("exclusiveGateway", "merge")
    drawing.node("intermediateCatchEvent", "wait", timer("P5WD"))
    drawing.node("exclusiveGateway", "again", default="out")
    drawing.path("a", "merge", "wait", "again")
    drawing.flow("again", "merge", "x == 1")
    drawing.flow("again", "end", ident="out")
    net_of(drawing.xml())


ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;">
<!ENTITY lol3 "&lol2;&lol2;&lol2;&lol2;&lol2;">]><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">&lol3;</definitions>"""


@pytest.mark.parametrize(
    ("xml", "words"),
    [
        (ENTITIES, "实体"),
        (ENTITIES.replace(b'lol "lol"', b'lol SYSTEM "file:///etc/passwd"'), "实体"),
        (ENTITIES.decode().encode("utf-16"), "UTF-8"),
        (b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE', "XML"),
        (b"<a>" * 200 + b"</a>" * 200, "嵌套"),
        (b"<a>" + b"<b/>" * 60_000 + b"</a>", "个元素"),
        (b" " * (5 * 1024 * 1024), "MB"),
        (b"<a", "XML"),
        (b"", "XML"),
        (b"\x00\xff\xfe", "UTF-8"),
        (b"<a/>", "BPMN"),
    ],
)
def test_hostile_files_are_refused_quickly(xml: bytes, words: str) -> None:
    begin = time.process_time()
    (fault,) = compile_bpmn(xml)
    assert words in fault.message
    assert time.process_time() - begin < 2


def test_a_diagram_as_bpmn_js_writes_it_with_pool_lanes_notes_and_layout_is_read() -> None:
    xml = (
        HEAD.replace("<bpmn:definitions", '<bpmn:definitions xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"')
        + '<bpmn:collaboration id="c"><bpmn:participant id="pool" name="县政府" processRef="p"/></bpmn:collaboration>'
        '<bpmn:process id="p" isExecutable="true"><bpmn:laneSet id="ls"><bpmn:lane id="l1" mt:organ="发改局" mt:post="科长">'
        "<bpmn:flowNodeRef>a</bpmn:flowNodeRef><bpmn:flowNodeRef>b</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>"
        '<bpmn:startEvent id="s"/><bpmn:userTask id="a" name="初审"><bpmn:documentation>说明</bpmn:documentation>'
        '<bpmn:incoming>f1</bpmn:incoming></bpmn:userTask><bpmn:userTask id="b" mt:post="局长"/><bpmn:endEvent id="e"/>'
        '<bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="a"/><bpmn:sequenceFlow id="f2" sourceRef="a" targetRef="b"/>'
        '<bpmn:sequenceFlow id="f3" sourceRef="b" targetRef="e"/><bpmn:textAnnotation id="t"><bpmn:text>注</bpmn:text>'
        '</bpmn:textAnnotation><bpmn:association id="as" sourceRef="a" targetRef="t"/></bpmn:process>'
        '<bpmndi:BPMNDiagram id="di"><bpmndi:BPMNPlane id="pl"/></bpmndi:BPMNDiagram></bpmn:definitions>'
    )
    net = net_of(xml.encode())
    assert (net["a"].duty.organ.text, net["a"].duty.post.text) == ("发改局", "科长")
    assert (net["b"].duty.organ.text, net["b"].duty.post.text) == ("发改局", "局长")


def test_a_net_is_immutable_picklable_and_its_digest_follows_the_meaning_only() -> None:
    xml = parallel("x", "y").xml()
    net = net_of(xml)
    with pytest.raises(AttributeError):
        net.key = "other"
    assert pickle.loads(pickle.dumps(net)) == net
    assert net_of(xml.replace(b"><", b">\n   <")).digest == net.digest
    assert net_of(xml.replace(b'"y"', b'"z"')).digest != net.digest


def test_one_of_several_processes_is_chosen_by_name() -> None:
    one, two = sequence("a").xml(key="one"), sequence("b").inner()
    both = one.replace(
        b"</bpmn:definitions>",
        f'<bpmn:process id="two" isExecutable="true">{two.replace("start", "s2").replace("end", "e2")}'
        "</bpmn:process></bpmn:definitions>".encode(),
    )
    assert processes_of(both) == ("one", "two")
    assert "几个" in compile_bpmn(both)[0].message
    assert compile_bpmn(both, process="one").key == "one"


def test_flows_may_not_cross_the_border_of_a_sub_process() -> None:
    inside = Drawing()
    inside.node("startEvent", "s")
    inside.node("userTask", "x")
    inside.path("s", "x")
    drawing = sequence("a")
    drawing.node("subProcess", "sub", inside.inner())
    drawing.path("a", "sub")
    drawing.flow("a", "x", ident="crossing")
    assert "边框" in faults_of(drawing.xml())["crossing"]


def test_who_may_start_is_read_from_the_plain_start_and_cannot_be_an_expression() -> None:
    drawn = Drawing()
    drawn.node("startEvent", "start", mt_candidates="clerk role:head")
    drawn.node("endEvent", "end")
    drawn.path("start", "end")
    net = compile_bpmn(drawn.xml())
    assert net["start"].duty.candidates.text == "clerk role:head"
    faults = compile_bpmn(drawn.xml().replace(b'"clerk role:head"', b'"=who"'))
    assert [(fault.element, "表达式" in fault.message) for fault in faults] == [("start", True)]
