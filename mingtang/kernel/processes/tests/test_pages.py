"""Pages of definitions: their lists, versions, checks, files, rehearsals and the editor of tables."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mingtang.kernel.definitions import api as definitions
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.processes import api
from mingtang.kernel.processes.kinds import PROCESSES
from mingtang.kernel.processes.models import Decision, Process
from mingtang.kernel.processes.tables import InputColumn, OutputColumn, Table, written_table
from mingtang.kernel.processes.tests import drawings
from mingtang.lib.flow.tests.drawing import sequence
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(world: World) -> Client:
    return world.client("system_officer")


def created(xml: str) -> Process:
    return definitions.create_definition(SYSTEM, PROCESSES, key="permit", title="施工许可", content=xml)


def body(response: object) -> str:
    return response.content.decode()


def uploaded(xml: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("a.bpmn", xml.encode())


@pytest.mark.parametrize("name", ["process_list", "decision_list"])
def test_a_list_costs_at_most_five_statements_beside_who_is_asking(officer: Client, name: str) -> None:
    officer.get(reverse(name))
    with CaptureQueriesContext(connection) as seen:
        assert officer.get(reverse(name)).status_code == 200
    about = [query["sql"] for query in seen if "processes_" in query["sql"]]
    assert len(about) == 2, about


def test_a_process_begins_as_a_copy_of_a_start_and_opens_in_the_designer(officer: Client) -> None:
    answer = officer.post(
        reverse("process_create"), {"title": "食品经营许可", "key": "food-permit", "start": "assigned-matter"}
    )
    process = Process.objects.get(key="food-permit")
    assert answer.url == reverse("process_design", args=[process.pk])
    page = body(officer.get(answer.url))
    assert "data-designer" in page
    assert "name=&quot;食品经营许可&quot;" in page or 'name="食品经营许可"' in page


def test_a_taken_key_comes_back_with_what_was_typed(officer: Client) -> None:
    answer = officer.post(reverse("process_create"), {"title": "又一个", "key": "countersigning"})
    assert answer.status_code == 422
    assert "这个代号已经有了" in body(answer)
    assert "又一个" in body(answer)


def test_an_entity_bomb_is_refused_on_the_page(officer: Client) -> None:
    sent = {"title": "坏文件", "key": "bad", "file": uploaded(drawings.BOMB)}
    answer = officer.post(reverse("process_create"), sent)
    assert answer.status_code == 422
    assert "实体" in body(answer)


@pytest.mark.parametrize(
    ("xml", "element"),
    [
        (drawings.unsupported(), "odd"),
        (drawings.endless(), "again"),
        (drawings.expression_bomb(), "bomb"),
        (drawings.three_branches(), "join"),
    ],
    ids=["unsupported element", "endless loop", "expression bomb", "stuck join"],
)
def test_what_cannot_run_is_refused_on_the_page_with_its_element_marked(
    officer: Client, xml: str, element: str
) -> None:
    process = created(xml)
    place = reverse("process_publication", args=[process.pk])
    answer = officer.post(place, {"seen": process.versions.get().digest})
    assert answer.status_code == 422
    page = body(answer)
    assert f'元素 <span class="code">{element}</span>' in page
    assert re.search(rf'p-faulty" data-element="{element}"', page)
    assert process.versions.get().is_draft


def test_a_sound_draft_is_published_on_the_page(officer: Client) -> None:
    process = created(drawings.three_branches(join="exclusiveGateway"))
    place = reverse("process_publication", args=[process.pk])
    assert "检查通过" in body(officer.get(place))
    assert officer.post(place, {"seen": process.versions.get().digest}).status_code == 302
    assert process.versions.get(state="published").pk == api.published_id("permit")


def test_a_file_becomes_the_draft_unless_somebody_else_was_faster(officer: Client) -> None:
    process = created(drawings.three_branches())
    place, seen = reverse("process_design", args=[process.pk]), process.versions.get().digest
    fixed = drawings.three_branches(join="exclusiveGateway")
    assert officer.post(place, {"file": uploaded(fixed), "seen": seen, "note": "改汇合"}).status_code == 302
    assert process.versions.get().note == "改汇合"
    late = officer.post(place, {"file": uploaded(drawings.three_branches()), "seen": seen})
    assert late.status_code == 422
    assert "其他人已经保存" in body(late)
    assert process.versions.get().xml == fixed


def test_a_version_is_taken_away_as_it_is(officer: Client) -> None:
    version = api.install("permit", "施工许可", sequence("a").xml())
    answer = officer.get(reverse("process_file", args=[version.definition_id, 1]))
    assert answer.content == sequence("a").xml()
    assert "permit-1.bpmn" in answer.headers["Content-Disposition"]


def test_two_versions_are_shown_side_by_side_with_their_differences(officer: Client) -> None:
    api.install("permit", "施工许可", sequence("a").xml())
    version = api.install("permit", "施工许可", sequence("a", "b").xml())
    page = body(officer.get(reverse("process_differences", args=[version.definition_id])))
    assert "新增" in page
    assert 'p-task p-added" data-element="b"' in page
    assert 'p-flow p-sequenceFlow p-removed"' in page


def test_a_rehearsal_is_played_by_buttons_alone(officer: Client) -> None:
    process = Process.objects.get(key="single-organ-commitment")
    place = reverse("process_rehearsal", args=[process.pk, 1])
    page = officer.post(place, {"choices": "", "do": "0"})
    assert 'p-task p-live" data-element="accept"' in body(page)
    choices = json.dumps([[0, "", {}]])
    page = officer.post(place, {"choices": choices, "do": "1", "vars": "acceptance = 补正"})
    assert 'p-task p-live" data-element="complete"' in body(page)
    back = officer.post(place, {"choices": json.dumps([[0, "", {}], [1, "", {}]]), "do": "back"})
    assert 'p-task p-live" data-element="accept"' in body(back)
    wrong = officer.post(place, {"choices": choices, "do": "1", "vars": "没有等号"})
    assert wrong.status_code == 422
    assert "名称 = 值" in body(wrong)
    assert "没有等号" in body(wrong)


def test_the_table_editor_changes_checks_tries_and_saves_without_scripts(officer: Client) -> None:
    decision = Decision.objects.get(key="commitment-days")
    place = reverse("decision_design", args=[decision.pk])
    form = {
        "seen": decision.versions.get().digest, "policy": "U", "inputs": "1", "outputs": "1", "rows": "1",
        "i1-label": "金额", "i1-expression": "amount", "i1-kind": "number", "o1-name": "level", "r1-i1": "< 100", "r1-o1": '"小"',
    }  # fmt: skip
    grown = body(officer.post(place, form | {"do": "add-row"}))
    assert 'name="r2-i1"' in grown
    assert "第 1 条和第 2 条规则重叠" in grown
    assert "没有规则适用，例如 金额" in body(officer.post(place, form | {"do": "check"}))
    wrong = body(officer.post(place, form | {"do": "check", "r1-i1": "小于100"}))
    assert 'id="r1-i1_e"' in wrong
    assert "小于100" in wrong
    tried = body(officer.post(place, form | {"do": "try", "data": "amount = 5"}))
    assert "第 1 条" in tried
    assert "小" in tried
    assert officer.post(place, form | {"do": "save"}).status_code == 302
    assert "&lt; 100" in decision.versions.get(state="draft").xml
    assert officer.post(place, form | {"do": "save"}).status_code == 422


def test_programs_cannot_send_what_cannot_be_stored_or_added_up(officer: Client) -> None:
    process = created(drawings.three_branches())
    half = json.dumps({"xml": "<a>\ud800</a>"})
    answer = officer.post(f"/api/processes/{process.pk}/checks", half, content_type="application/json")
    assert answer.status_code == 422
    table = Table("sums", "合计", "C+", [InputColumn("数", "n")], [OutputColumn("s")], [["-", '"a"'], ["-", '"b"']])
    decision = api.install_decision("sums", "合计", written_table(table)).definition
    asked = officer.post(
        f"/api/decisions/{decision.pk}/versions/1/answers", {"data": {"n": 1}}, content_type="application/json"
    )
    assert asked.status_code == 422
    assert "不能相加" in asked.json()["detail"]


def test_a_process_without_a_diagram_opens_in_the_designer_all_the_same(officer: Client) -> None:
    process = created(sequence("a").xml().decode())
    assert "BPMNShape" in body(officer.get(reverse("process_design", args=[process.pk])))


def test_programs_save_check_publish_and_compare(officer: Client) -> None:
    process = created(drawings.three_branches())
    place = f"/api/processes/{process.pk}"
    answer = officer.post(f"{place}/checks", {"xml": drawings.three_branches()}, content_type="application/json")
    assert [remark["element"] for remark in answer.json()["remarks"]] == ["join", "end"]
    fixed = {"xml": drawings.three_branches(join="exclusiveGateway")}
    late = officer.put(f"{place}/draft", fixed, content_type="application/json", headers={"If-Match": '"old"'})
    assert late.status_code == 412
    assert officer.put(f"{place}/draft", fixed, content_type="application/json").status_code == 428
    seen = {"If-Match": f'"{process.versions.get().digest}"'}
    saved = officer.put(f"{place}/draft", fixed, content_type="application/json", headers=seen)
    assert saved.status_code == 200, saved.content
    seen = {"If-Match": saved.headers["ETag"]}
    assert officer.post(f"{place}/publications", content_type="application/json", headers=seen).status_code == 201
    assert officer.get(f"{place}/differences?old=1&new=1").json() == []
    wished = {"choices": [{"token": 0, "vars": {"kind": "规划"}}]}
    played = officer.post(f"{place}/versions/1/rehearsals", wished, content_type="application/json").json()
    assert played["live"] == ["planning"]
    assert officer.get(f"{place}/versions/1").json()["xml"] == fixed["xml"]
