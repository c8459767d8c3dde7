"""The designer without scripts: every step is a POST to the draft."""

import json
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mingtang.kernel.definitions.api import create_definition, newest_of
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.forms.kinds import FORMS
from mingtang.kernel.forms.models import FormDefinition
from mingtang.lib.forms import Form, read_text
from mingtang.lib.forms.tests.documents import OPENING
from tests.world import World


class Board:
    """The designer of one form in somebody's browser."""

    def __init__(self, world: World, document: Any = OPENING) -> None:
        text = json.dumps(document, ensure_ascii=False)
        self.definition = create_definition(SYSTEM, FORMS, key="opening", title="开工", content=text)
        self.client: Client = world.client("system_officer")
        self.place = reverse("form_design", args=[self.definition.pk])

    def do(self, wish: str, seen: str = "", **data: Any) -> Any:
        seen = seen or newest_of(self.definition).digest
        return self.client.post(self.place, {"do": wish, "seen": seen, **data})

    @property
    def form(self) -> Form:
        form = read_text(newest_of(self.definition).text)
        assert isinstance(form, Form)
        return form

    def panel(self, name: str, **said: Any) -> dict[str, Any]:
        """What the panel of a field would send, with changes."""
        html = self.client.get(self.place, {"chosen": name})
        shown = {bound.html_name: bound.value() for bound in html.context["panel"]}
        return {key: value for key, value in shown.items() if value not in (None, False)} | {
            f"p-{key}": value for key, value in said.items()
        }


def test_a_form_is_drawn_field_by_field_without_scripts(world: World) -> None:
    board = Board(world)
    answer = board.do("add:1", **{"title-1": "联系电话", "kind-1": "mobile_phone"})
    assert answer.headers["Location"].endswith("?chosen=mobile_phone#field-mobile_phone")
    page = board.client.get(answer.headers["Location"].partition("#")[0]).content.decode()
    assert "联系电话" in page
    assert "保存属性" in page
    board.do("field:mobile_phone", **board.panel("mobile_phone", requirement="yes", help="用于接收通知"))
    board.do("up:mobile_phone")
    board.do("copy:amount")
    board.do("remove:funds")
    board.do("add-section", **{"section-title": "附件"})
    board.do("add:3", **{"title-3": "方案", "kind-3": "files"})
    assert board.form.fields["mobile_phone"].required
    assert [section.title for section in board.form.sections] == ["申请", "项目", "承诺", "附件"]
    assert list(board.form.fields)[3:] == [
        "amount", "amount_2", "start", "finish", "mobile_phone", "works", "promise", "files"
    ]  # fmt: skip


def test_conditions_are_picked_and_read_back(world: World) -> None:
    board = Board(world)
    asked = {"shown": "when", "visible_0_field": "kind", "visible_0_sign": "=", "visible_0_value": "新办"}
    assert board.do("field:funds", **board.panel("funds", **asked)).status_code == 302
    condition = board.form.fields["funds"].visible
    assert condition is not None
    assert condition.text == 'kind = "new"'
    shown = board.panel("funds")
    assert (shown["p-shown"], shown["p-visible_0_value"]) == ("when", "新办")
    wrong = board.do("field:funds", **board.panel("funds", **(asked | {"visible_0_value": "延期"})))
    assert wrong.status_code == 422
    assert "没有“延期”这个选项" in wrong.content.decode()
    assert 'value="延期"' in wrong.content.decode()


def test_what_would_break_the_form_is_refused_in_words_and_nothing_changes(world: World) -> None:
    board = Board(world)
    before = newest_of(board.definition).digest
    refused = board.do("remove:kind")
    assert refused.status_code == 422
    assert "“变更理由”的显示条件" in refused.content.decode()
    for wish in ("", "fly:kind", "up:nobody", "add:99", "move:kind", "field:nobody", "section:77", "remove-rule:9"):
        assert board.do(wish).status_code == 422
    assert newest_of(board.definition).digest == before


def test_steps_are_taken_back_one_by_one_until_somebody_else_has_saved(world: World) -> None:
    board = Board(world)
    first = newest_of(board.definition).digest
    board.do("copy:amount")
    board.do("remove:funds")
    board.do("undo")
    assert "funds" in board.form.fields
    board.do("undo")
    assert newest_of(board.definition).digest == first
    assert board.do("undo").status_code == 422
    stale = board.do("copy:amount", seen="0" * 64)
    assert "其他人已经保存" in stale.content.decode()


def test_a_published_form_is_designed_as_its_next_draft_and_a_page_costs_few_statements(world: World) -> None:
    client, definition = world.client("system_officer"), FormDefinition.objects.get(key="construction-permit")
    place = reverse("form_design", args=[definition.pk])
    client.get(place)
    with CaptureQueriesContext(connection) as statements:
        assert client.get(place).status_code == 200
    assert len([each for each in statements if "forms_form" in each["sql"]]) == 2
    client.post(place, {"do": "form", "title": "施工许可申请表", "seen": newest_of(definition).digest})
    assert (newest_of(definition).number, newest_of(definition).is_draft) == (2, True)


def test_amounts_are_bounded_in_yuan(world: World) -> None:
    board = Board(world)
    board.do("field:amount", **board.panel("amount", least="10.50"))
    assert board.form.fields["amount"].least == 1050


def test_another_kind_begins_anew_and_keeps_the_title(world: World) -> None:
    board = Board(world)
    board.do("field:applicant", **board.panel("applicant", kind="credit_code"))
    field = board.form.fields["applicant"]
    assert (field.kind.code, field.title, field.required) == ("credit_code", "申请单位", True)
