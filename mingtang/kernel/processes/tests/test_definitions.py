"""Drafts, versions, and what may be published."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingtang.kernel.definitions import api as definitions
from mingtang.kernel.definitions.api import State
from mingtang.kernel.directory.api import Refused, Stale
from mingtang.kernel.evidence.api import SYSTEM, NotPermitted
from mingtang.kernel.evidence.models import Fact, Record
from mingtang.kernel.processes import api
from mingtang.kernel.processes.judging import judge_process
from mingtang.kernel.processes.kinds import PROCESSES
from mingtang.kernel.processes.models import Decision, Process
from mingtang.kernel.processes.starts import STARTS, Start
from mingtang.kernel.processes.tables import InputColumn, OutputColumn, Table, written_table
from mingtang.kernel.processes.tests import drawings
from mingtang.lib.flow.tests.drawing import Drawing, sequence
from tests.world import World

pytestmark = pytest.mark.django_db


def text(drawing: Drawing) -> str:
    return drawing.xml().decode()


def created(xml: str, key: str = "permit") -> Process:
    return definitions.create_definition(SYSTEM, PROCESSES, key=key, title="施工许可", content=xml)


def published(drawing: Drawing, key: str = "permit") -> api.ProcessVersion:
    return api.install(key, "施工许可", text(drawing))


def days_table(policy: str = "F", default: str = "20") -> str:
    rows = [['"承诺件"', "5"], ['"即办件"', "1"]]
    return written_table(
        Table("days", "时限", policy, [InputColumn("类型", "kind")], [OutputColumn("days", "", default)], rows)
    )


def test_what_is_installed_is_published_once_and_found_by_key() -> None:
    version = published(sequence("accept", "decide"))
    assert published(sequence("accept", "decide")).pk == version.pk
    assert api.published_id("permit") == version.pk
    assert {node.id for node in api.net_of(version.pk).nodes} == {"start", "accept", "decide", "end"}


def test_the_net_of_a_published_version_is_asked_of_the_database_once() -> None:
    version = published(sequence("a"))
    first = api.net_of(version.pk)
    with CaptureQueriesContext(connection) as seen:
        assert api.net_of(version.pk) is first
        api.vocabulary_of(version.pk)
    assert len(seen) == 0


def test_a_new_version_retires_the_one_before_and_leaves_it_readable() -> None:
    first, second = published(sequence("a")), published(sequence("a", "b"))
    first.refresh_from_db()
    assert (first.state, second.number, api.published_id("permit")) == (State.RETIRED, 2, second.pk)
    assert "b" not in api.net_of(first.pk)
    assert "b" in api.net_of(second.pk)


def test_publishing_is_recorded_and_announced_without_the_content() -> None:
    version = published(sequence("a"))
    record = Record.objects.filter(act="processes.create").latest("pk")
    assert "userTask" not in str(record.changes)
    assert "sm3" in str(record.changes)
    assert Record.objects.filter(act="processes.publish").exists()
    assert Fact.objects.get(name="processes.ProcessPublished").data["version_id"] == version.pk


def test_a_draft_saved_by_somebody_else_meanwhile_is_not_overwritten() -> None:
    process = created(text(sequence("a")))
    seen = process.versions.get().digest
    definitions.save_draft(SYSTEM, PROCESSES, process, text(sequence("a", "b")), seen=seen)
    with pytest.raises(Stale):
        definitions.save_draft(SYSTEM, PROCESSES, process, text(sequence("a", "c")), seen=seen)
    assert 'id="b"' in process.versions.get().xml


def test_a_draft_may_be_unfinished_but_must_be_readable() -> None:
    process = created(drawings.unsupported())
    assert process.versions.get().is_draft
    with pytest.raises(Refused, match="实体"):
        definitions.save_draft(SYSTEM, PROCESSES, process, drawings.BOMB, seen=process.versions.get().digest)


@pytest.mark.parametrize(
    ("xml", "element", "why"),
    [
        (drawings.unsupported(), "odd", "不支持复杂网关"),
        (drawings.endless(), "again", "无限"),
        (drawings.expression_bomb(), "bomb", "条件"),
        (drawings.three_branches(), "join", "永远等不齐"),
        (drawings.unknown_limit(), "one", "没有时限“services.nothing”"),
    ],
    ids=["unsupported element", "endless loop", "expression bomb", "stuck join", "unknown limit"],
)
def test_what_cannot_run_is_refused_with_its_element(xml: str, element: str, why: str) -> None:
    process = created(xml)
    with pytest.raises(api.NotFit, match=why) as refusal:
        definitions.publish_draft(SYSTEM, PROCESSES, process, seen=process.versions.get().digest)
    assert element in {remark.element for remark in refusal.value.remarks}
    assert process.versions.get().is_draft


@pytest.mark.parametrize("start", STARTS, ids=lambda start: start.key)
def test_every_start_is_fit_to_be_published(start: Start) -> None:
    assert judge_process(start.xml, None).remarks == ()


def test_an_entity_bomb_is_not_even_created() -> None:
    with pytest.raises(Refused, match="实体"):
        created(drawings.BOMB)
    assert not Process.objects.filter(key="permit").exists()


def test_a_key_is_taken_once_and_well_formed() -> None:
    created(text(sequence("a")))
    with pytest.raises(Refused, match="已经有了"):
        created(text(sequence("a")))
    with pytest.raises(Refused, match="小写字母"):
        created(text(sequence("a")), key="Permit 1")


def test_the_organs_own_process_comes_before_the_nodes(world: World) -> None:
    organ = world.organ("housing-bureau")
    everybodys = published(sequence("a"))
    own = api.install("permit", "施工许可", text(sequence("b")), owner=organ)
    assert api.published_id("permit", organ.pk) == own.pk
    assert api.published_id("permit", world.organ("city-government").pk) == everybodys.pk
    assert api.published_id("permit") == everybodys.pk


def test_another_county_may_neither_draw_nor_publish(world: World) -> None:
    process = api.install("permit", "施工许可", text(sequence("a")), owner=world.organ("housing-bureau")).definition
    officer = world.actor("county_system_officer")
    with pytest.raises(NotPermitted):
        definitions.save_draft(officer, PROCESSES, process, text(sequence("b")), seen=process.versions.get().digest)
    assert Record.objects.filter(act="processes.save_draft", outcome="refused").exists()


def test_where_four_eyes_are_asked_for_the_author_does_not_publish(world: World, settings: object) -> None:
    settings.PUBLISH_BY_ANOTHER = True
    author = world.actor("system_officer")
    process = definitions.create_definition(
        author, PROCESSES, key="permit", title="施工许可", content=text(sequence("a"))
    )
    seen = process.versions.get().digest
    with pytest.raises(Refused, match="设计人以外"):
        definitions.publish_draft(author, PROCESSES, process, seen=seen)
    assert definitions.publish_draft(SYSTEM, PROCESSES, process, seen=seen).state == State.PUBLISHED


def test_a_retired_version_starts_nothing() -> None:
    version = published(sequence("a"))
    definitions.retire_version(SYSTEM, PROCESSES, version)
    assert api.published_id("permit") is None
    with pytest.raises(Refused):
        definitions.retire_version(SYSTEM, PROCESSES, version)


def test_discarding_a_draft_leaves_what_is_published() -> None:
    version = published(sequence("a"))
    process = version.definition
    with pytest.raises(Refused):
        definitions.discard_draft(SYSTEM, PROCESSES, process)
    definitions.save_draft(SYSTEM, PROCESSES, process, text(sequence("b")), seen=version.digest)
    definitions.discard_draft(SYSTEM, PROCESSES, process)
    assert list(process.versions.all()) == [version]


def test_a_process_keeps_the_decision_table_it_was_published_with() -> None:
    drawing = Drawing()
    drawing.node("startEvent", "start")
    drawing.node("businessRuleTask", "rule", mt_call="days")
    drawing.node("userTask", "t")
    drawing.node("endEvent", "end")
    drawing.path("start", "rule", "t", "end")
    process = created(text(drawing))
    with pytest.raises(api.NotFit, match="没有登记“days”"):
        definitions.publish_draft(SYSTEM, PROCESSES, process, seen=process.versions.get().digest)
    first = api.install_decision("days", "时限", days_table())
    version = definitions.publish_draft(SYSTEM, PROCESSES, process, seen=process.versions.get().digest)
    api.install_decision("days", "时限", days_table(default="30"))
    assert version.pinned == {"days": first.pk}
    assert api.vocabulary_of(version.pk).rules["days"]({"kind": "其他"}) == {"days": 20}


def test_overlapping_rules_of_a_unique_table_are_refused() -> None:
    table = Table("days", "时限", "U", [InputColumn("数", "n")], [OutputColumn("days")], [["> 1", "1"], ["> 2", "2"]])
    with pytest.raises(api.NotFit, match="重叠"):
        api.install_decision("days", "时限", written_table(table))
    assert not Decision.objects.filter(versions__state=State.PUBLISHED, key="days").exists()


def test_a_version_is_drawn_with_marks_and_in_words() -> None:
    version = published(sequence("accept"))
    drawn = api.draw(version.pk, {"accept": api.Mark.LIVE}, name="case-1")
    assert "办理中" in drawn.svg
    assert 'id="case-1-title"' in drawn.svg
    assert [line.element for line in drawn.lines] == ["start", "accept", "end"]
