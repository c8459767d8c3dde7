"""The yearly statement: what is counted and what is entered, what has to agree, who may, what everybody reads."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from mingtang.domains.inspection import figures
from mingtang.domains.inspection.actions.stating import count_again, draw_up, enter, letter_of, publish, statement_due
from mingtang.domains.inspection.models import SiteStatement
from mingtang.domains.inspection.tests.monitor import MONITOR, housing_site
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import NotPermitted
from mingtang.lib.inspection.statement import Told, statement
from tests.world import World

LAST = timezone.localdate().year - 1
COUNTED = {"received": 12, "answered": 11, "published": 30, "profile": 1, "news": 20, "catalogue": 9}
counts = st.integers(0, 10**6)


@pytest.fixture
def drawn(world: World, monkeypatch: pytest.MonkeyPatch) -> SiteStatement:
    """A statement of the housing bureau, of which some figures were counted."""
    monkeypatch.setattr(figures, "_figures", [lambda site, year: COUNTED])
    return draw_up(world.actor("official"), housing_site(world), LAST)


def completed(**more: Any) -> dict[str, Any]:
    """Everything else, as the form gives it."""
    usual = {Told.COUNT: 0, Told.DAYS: 2, Told.FLAG: True, Told.TEXT: ""}
    fields = {code: usual[field.told] for code, field in statement().fields.items() if code not in COUNTED}
    return {**fields, **more}


@given(st.dictionaries(st.sampled_from(sorted(statement().fields)), counts))
def test_what_agrees_has_no_fault_and_what_does_not_has_one_for_each_check(told: dict[str, int]) -> None:
    form = statement()
    values = {code: told.get(code, 0) for code in form.fields}
    wrong = [
        check for check in form.checks
        if (max(values[code] for code in check.parts) > values[check.whole] if check.is_bound
            else sum(values[code] for code in check.parts) != values[check.whole])
    ]  # fmt: skip
    assert len(form.faults(values)) == len(wrong)


def test_a_statement_is_counted_completed_published_and_read_by_everybody(world: World, drawn: SiteStatement) -> None:
    actor = world.actor("official")
    assert drawn.due_on == date(LAST + 1, 1, 31) == statement_due(LAST, drawn.organ_id)
    with pytest.raises(Refused, match="没有填写“独立用户访问总量”"):
        publish(actor, drawn)
    with pytest.raises(Refused, match="系统统计"):
        enter(actor, drawn, {"received": 500})
    enter(actor, drawn, completed(weaknesses=1, mended=2, visits=812))
    with pytest.raises(Refused, match="“问题整改”是 2，多于“发现问题”的 1"):
        publish(actor, drawn)
    enter(actor, drawn, {"mended": 1})
    count_again(actor, drawn)
    assert Client().get(reverse("public_site_statement", args=[drawn.pk])).status_code == 404
    publish(actor, drawn)
    page = Client().get(reverse("public_site_statement", args=[drawn.pk])).content.decode()
    assert "812 次" in page
    assert "11 条" in page
    assert drawn.site.name in Client().get(reverse("public_site_statements")).content.decode()
    told = Client().get(f"/api/inspection/statements/{drawn.pk}").json()
    assert (told["figures"]["visits"], told["year"]) == (812, LAST)
    with pytest.raises(Refused, match="已经公布"):
        enter(actor, drawn, {"mended": 0})


@pytest.mark.slow
def test_a_published_statement_is_a_file(world: World, drawn: SiteStatement) -> None:
    enter(world.actor("official"), drawn, completed())
    publish(world.actor("official"), drawn)
    assert letter_of(drawn).pdf == letter_of(drawn).pdf
    answer = Client().get(reverse("site_statement_pdf", args=[drawn.pk]))
    assert answer.content.startswith(b"%PDF")


def test_only_the_organ_of_a_site_states_and_only_once(world: World, drawn: SiteStatement) -> None:
    with pytest.raises(NotPermitted):
        enter(world.actor(MONITOR), drawn, {"visits": 1})
    with pytest.raises(Refused, match="已经编制"):
        draw_up(world.actor("official"), drawn.site, LAST)
    with pytest.raises(Refused, match="没有结束"):
        draw_up(world.actor("official"), drawn.site, LAST + 1)


def test_the_site_finds_its_way_and_loses_nothing_it_typed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "_figures", [lambda site, year: COUNTED])
    site, client = housing_site(world), world.client("official")
    assert "和源市住建局网站" in client.get(reverse("site_statements")).content.decode()
    begun = client.post(reverse("draw_up_site_statement", args=[site.pk]))
    drawn = SiteStatement.objects.get()
    assert begun.headers["Location"] == reverse("site_statement_figures", args=[drawn.pk])
    said = {code: value for code, value in completed(visits="九").items() if value is not True}
    refused = client.post(begun.headers["Location"], said)
    assert refused.status_code == 422
    assert 'value="九"' in refused.content.decode()
    typed = {code: "on" if value is True else value for code, value in completed(visits=9).items()}
    assert client.post(begun.headers["Location"], typed).status_code == 302
    assert "校验通过" in client.get(reverse("site_statement", args=[drawn.pk])).content.decode()
    assert client.post(reverse("publish_site_statement", args=[drawn.pk])).status_code == 302
    drawn.refresh_from_db()
    assert drawn.published_at is not None
    assert "逾期公布" in client.get(reverse("site_statements")).content.decode()
