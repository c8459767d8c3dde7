"""Matters that people start by hand on drawn processes."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingtang.kernel.cases.actions.starting import start_matter
from mingtang.kernel.cases.api import CaseType, NotPermitted, register_case_type
from mingtang.kernel.cases.models import Case
from mingtang.kernel.cases.queries.starting import startable
from mingtang.kernel.cases.tests.desk import Office, new_office, work
from mingtang.kernel.evidence.models import Record
from mingtang.kernel.processes.api import install
from mingtang.lib.flow.drawing import with_diagram
from mingtang.lib.flow.tests.drawing import Drawing
from tests.world import World


def drawn(starters: str, key: str) -> bytes:
    drawing = Drawing()
    drawing.node("startEvent", "start", mt_candidates=starters)
    drawing.node("userTask", "check", name="审核", mt_post="head")
    drawing.node("endEvent", "end")
    drawing.path("start", "check", "end")
    return with_diagram(drawing.xml(key=key))


def keys(office: Office, post: str = "clerk") -> list[str]:
    return [version.definition.key for version in startable(office[post])]


def test_whom_the_start_names_may_start_it_and_nobody_else(office: Office) -> None:
    install("for-clerks", "请示", drawn("clerk driver", "for-clerks"))
    install("for-nobody", "请示", drawn("", "for-nobody"))
    assert (keys(office), keys(office, "head")) == (["for-clerks"], [])
    case = start_matter(office["clerk"], "for-clerks", title="购置打印机", key="1")
    assert (case.type, case.organ, case.unit, work(case)) == ("matter", office.organ, office.unit, ["check"])
    with pytest.raises(NotPermitted):
        start_matter(office["head"], "for-clerks", title="购置打印机", key="2")
    assert Record.objects.filter(outcome="refused", actor_account=office["head"].account_id).exists()


def test_it_is_started_once_however_often_the_button_is_pressed(office: Office) -> None:
    install("for-clerks", "请示", drawn("clerk", "for-clerks"))
    first, second = (start_matter(office["clerk"], "for-clerks", title="购置", key="1") for _ in range(2))
    assert first == second
    assert Case.objects.count() == 1


def test_another_organs_process_cannot_be_started_and_ones_own_comes_before_the_nodes(office: Office) -> None:
    install("for-clerks", "全平台的", drawn("clerk", "for-clerks"))
    install("for-clerks", "本单位的", drawn("clerk", "for-clerks"), owner=office.organ)
    install("elsewhere", "别家的", drawn("clerk", "elsewhere"), owner=new_office("乙局").organ)
    assert [version.definition.title for version in startable(office["clerk"])] == ["本单位的"]


def test_what_a_domain_speaks_for_is_started_at_its_own_pages_only(office: Office) -> None:
    install("of-a-domain", "业务", drawn("clerk", "of-a-domain"))
    register_case_type(CaseType("of-a-domain", "业务", "of-a-domain"))
    assert keys(office) == []


def test_what_may_be_started_costs_the_same_for_one_process_and_for_many(office: Office) -> None:
    install("first", "请示", drawn("clerk", "first"))
    keys(office)
    with CaptureQueriesContext(connection) as one:
        keys(office)
    for number in range(5):
        install(f"more-{number}", "请示", drawn("clerk", f"more-{number}"))
    keys(office)
    with CaptureQueriesContext(connection) as many:
        assert len(keys(office)) == 6
    assert len(many) == len(one) == 2


def test_the_page_lists_drawn_processes_and_places_of_domains_for_whom_they_are_meant(world: World) -> None:
    office, clerk = world.client("supervision-head"), world.client("official")
    everything, own = (browser.get("/workbench/matters/").content.decode() for browser in (office, clerk))
    assert ["用印审批" in everything, "督查立项" in everything] == [True, True]
    assert ["用印审批" in own, "督查立项" in own] == [True, False]


def test_a_matter_is_started_at_its_page_and_a_missing_title_is_asked_for(world: World) -> None:
    browser = world.client("official")
    page = browser.get("/workbench/matters/").content.decode()
    offered = set(re.findall(r'"(/workbench/matters/\d+/)"', page))
    (address,) = (each for each in offered if "用印审批" in browser.get(each).content.decode())
    asked = browser.post(address, {"title": "", "urgency": "1", "key": "k"})
    assert asked.status_code == 422
    assert 'aria-invalid="true"' in asked.content.decode()
    begun = browser.post(address, {"title": "借用公章", "urgency": "1", "key": "k"})
    case = Case.objects.get(title="借用公章")
    assert begun.headers["Location"] == f"/workbench/cases/{case.pk}/"
    assert (case.urgency, work(case)) == (1, ["review"])
