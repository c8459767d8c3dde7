"""Pictures of processes: complete, told in words, and never broken by what the file says."""

from itertools import combinations

import pytest
from lxml import etree

from mingtang.kernel.processes.starts import STARTS
from mingtang.lib.flow.drawing import (
    Mark,
    Unreadable,
    differences,
    lines_of,
    marks_of_both,
    picture_of,
    renamed,
    svg_of,
    with_diagram,
)
from mingtang.lib.flow.tests.drawing import Drawing, parallel, sequence

SVG = "{http://www.w3.org/2000/svg}"


def parsed(svg: str) -> etree._Element:
    return etree.fromstring(svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def test_every_element_is_drawn_once_and_named() -> None:
    picture = picture_of(parallel("a", "b", "c").xml())
    drawn = [
        group.get("data-element") for group in parsed(svg_of(picture)).iter(f"{SVG}g") if group.get("data-element")
    ]
    assert sorted(drawn) == sorted([shape.id for shape in picture.shapes] + [edge.id for edge in picture.edges])
    assert len(picture.shapes) == 9
    assert all(
        group.find(f"{SVG}title").text for group in parsed(svg_of(picture)).iter(f"{SVG}g") if group.get("data-element")
    )


def test_marks_are_told_by_a_word_and_a_class_and_no_inline_style_is_written() -> None:
    svg = svg_of(picture_of(sequence("accept", "decide").xml()), {"accept": Mark.DONE, "decide": Mark.LIVE})
    assert "✓ 已办" in svg
    assert "▶ 办理中" in svg
    assert "p-task p-live" in svg
    assert "style=" not in svg


def test_a_text_with_markup_stays_text() -> None:
    drawing = Drawing()
    drawing.node("userTask", "t", name='<script>alert("x")</script>')
    svg = svg_of(picture_of(drawing.xml()), name='"><script>')
    assert "<script" not in svg
    parsed(svg)


@pytest.mark.parametrize("start", STARTS, ids=lambda start: start.key)
def test_a_process_laid_out_by_ourselves_has_no_shapes_upon_one_another(start: object) -> None:
    boxes = [
        shape for shape in picture_of(start.xml.encode()).shapes if shape.tag not in {"boundaryEvent", "subProcess"}
    ]
    for one, other in combinations(boxes, 2):
        apart = (
            one.bounds.right <= other.bounds.x
            or other.bounds.right <= one.bounds.x
            or one.bounds.bottom <= other.bounds.y
            or other.bounds.bottom <= one.bounds.y
        )
        assert apart, (one.id, other.id)


def test_what_is_written_as_diagram_is_read_back_at_the_same_places() -> None:
    xml = parallel("a", "b").xml()
    before, after = picture_of(xml), picture_of(with_diagram(xml))
    assert {shape.id: shape.bounds for shape in before.shapes} == {shape.id: shape.bounds for shape in after.shapes}
    assert {edge.id: edge.points for edge in before.edges} == {edge.id: edge.points for edge in after.edges}
    assert with_diagram(with_diagram(xml)) == with_diagram(xml)


def test_the_inside_of_a_sub_process_stands_inside_it() -> None:
    inner = sequence("one", "two").inner().replace('id="start"', 'id="s"').replace('id="end"', 'id="e"')
    drawing = Drawing()
    drawing.node("startEvent", "begin")
    drawing.node("subProcess", "sub", inner.replace('"start"', '"s"').replace('"end"', '"e"'))
    drawing.path("begin", "sub")
    shapes = {shape.id: shape.bounds for shape in picture_of(drawing.xml()).shapes}
    around = shapes["sub"]
    for ident in ("s", "one", "two", "e"):
        inside = shapes[ident]
        assert around.x < inside.x, ident
        assert inside.right < around.right, ident
        assert around.y < inside.y, ident
        assert inside.bottom < around.bottom, ident


def test_loops_and_unconnected_nodes_and_flows_to_nowhere_are_drawn_all_the_same() -> None:
    drawing = sequence("a", "b")
    drawing.flow("b", "a")
    drawing.flow("b", "nowhere")
    drawing.flow("a", "a")
    drawing.node("userTask", "alone")
    picture = picture_of(drawing.xml())
    assert {shape.id for shape in picture.shapes} == {"start", "a", "b", "end", "alone"}
    parsed(svg_of(picture))


def test_nonsense_coordinates_do_no_harm() -> None:
    xml = with_diagram(sequence("a").xml()).decode().replace('x="', 'x="nan', 1).replace('width="36"', 'width="1e308"')
    parsed(svg_of(picture_of(xml.encode())))


def test_entities_are_not_read() -> None:
    with pytest.raises(Unreadable):
        picture_of(b'<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>')


def test_the_words_say_where_each_step_goes_on_and_when() -> None:
    lines = {line.element: line for line in lines_of(picture_of(STARTS[0].xml.encode()), {"review": Mark.LIVE})}
    assert lines["review"].mark_words == "办理中"
    assert lines["accepted"].next == ("需要补正时到“补正材料”", "不予受理时到“不予受理”", "受理时到“审查”")
    assert lines["accept"].kind == "人工任务"


def test_differences_name_element_attribute_old_and_new() -> None:
    old = sequence("accept", "decide")
    new = sequence("accept", "deliver")
    new.parts = [part.replace('id="accept"', 'id="accept" name="受理" mt:post="reviewer"') for part in new.parts]
    found = differences(old.xml(), new.xml())
    told = {(each.mark, each.element, each.attribute, each.old, each.new) for each in found if each.kind != "连线"}
    assert told == {
        (Mark.CHANGED, "accept", "名称", "", "受理"),
        (Mark.CHANGED, "accept", "岗位", "", "reviewer"),
        (Mark.ADDED, "deliver", "", "", ""),
        (Mark.REMOVED, "decide", "", "", ""),
    }
    before, after = marks_of_both(found)
    assert before["decide"] is Mark.REMOVED
    assert after["deliver"] is Mark.ADDED
    assert "deliver" not in before


def test_moving_a_box_changes_nothing() -> None:
    xml = with_diagram(parallel("a", "b").xml())
    assert differences(xml, xml.replace(b'x="200"', b'x="900"')) == ()


def test_a_condition_changed_is_told_with_both_texts() -> None:
    one, other = Drawing(), Drawing()
    for drawing, condition in ((one, "amount > 1"), (other, "amount > 2")):
        drawing.node("exclusiveGateway", "g")
        drawing.node("userTask", "t")
        drawing.flow("g", "t", condition, ident="f")
    (found,) = differences(one.xml(), other.xml())
    assert (found.element, found.attribute, found.old, found.new) == ("f", "条件", "amount > 1", "amount > 2")


def test_a_copy_has_its_own_key_and_name_and_keeps_its_diagram() -> None:
    copy = renamed(STARTS[0].xml.encode(), "food-permit", "食品经营许可")
    assert picture_of(copy).name == "食品经营许可"
    assert b'bpmnElement="food-permit"' in copy
