"""The pages on which running cases are moved to another version."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mingtang.kernel.cases.migrating.carrying import carry_on
from mingtang.kernel.cases.models import Case, CaseMigration
from mingtang.kernel.cases.tests.desk import Office, complete
from mingtang.kernel.cases.tests.test_migrating import versions
from mingtang.kernel.cases.tests.test_who import grant
from mingtang.kernel.directory.sign_in import BACKEND
from mingtang.lib.flow.tests.drawing import sequence


@pytest.fixture
def officer(office: Office) -> Client:
    grant(office["officer"], "migrator", ["cases.migrate", "directory.read"])
    browser = Client()
    browser.force_login(office["officer"].account, backend=BACKEND)
    return browser


def moved_once(office: Office) -> tuple[Case, Any, Any]:
    cases = [office.run(sequence("one", "two")) for _ in range(2)]
    complete(office["clerk"], cases[0], "one")
    source, target = versions(cases[0], sequence("two", "three"))
    return cases[0], source, target


def test_from_the_list_over_the_dry_run_to_the_result(office: Office, officer: Client) -> None:
    case, source, target = moved_once(office)
    page = officer.get("/workbench/case-migrations/").content.decode()
    path = f"/workbench/case-migrations/new/{source.definition_id}/"
    assert path in page
    page = officer.get(path).content.decode()
    assert "<strong>1</strong> 件可以变更，<strong>1</strong> 件不能变更" in page
    assert "新版本没有这个环节，请指定对应的环节" in page
    wish = f"{path}?source={source.pk}&target={target.pk}&planned=1&to-one=two&to-two=two"
    assert "<strong>2</strong> 件可以变更" in officer.get(wish).content.decode()
    assert officer.post(wish, {"reason": ""}).status_code == 422
    answer = officer.post(wish, {"reason": "简化"})
    order = CaseMigration.objects.get()
    assert answer.url == f"/workbench/case-migrations/{order.pk}/"
    assert "还有 2 件待变更" in officer.get(answer.url).content.decode()
    carry_on(order)
    page = officer.get(answer.url).content.decode()
    assert "2 件已变更，0 件保持原样" in page
    assert Case.objects.get(pk=case.pk).version_id == target.pk
    assert "已变更" in b"".join(officer.get(f"{answer.url}?export=csv").streaming_content).decode()


def test_a_wish_that_makes_no_sense_is_told(office: Office, officer: Client) -> None:
    _case, source, _target = moved_once(office)
    path = f"/workbench/case-migrations/new/{source.definition_id}/"
    assert "新旧版本相同" in officer.get(f"{path}?source={source.pk}&target={source.pk}").content.decode()
    assert officer.get(f"{path}?source=x&target=").status_code == 200
    assert officer.get("/workbench/case-migrations/new/999/").status_code == 404


def test_only_who_may_migrate_gets_in(office: Office) -> None:
    _case, source, _target = moved_once(office)
    browser = Client()
    browser.force_login(office["clerk"].account, backend=BACKEND)
    for path in ("", f"new/{source.definition_id}/", "1/"):
        assert browser.get(f"/workbench/case-migrations/{path}").status_code == 403


def test_the_result_costs_the_same_however_many_cases_there_are(office: Office, officer: Client) -> None:
    _case, source, target = moved_once(office)
    for _ in range(6):
        office.run(sequence("one", "two"))
    path = f"/workbench/case-migrations/new/{source.definition_id}/?source={source.pk}&target={target.pk}&planned=1&to-one=two"
    officer.post(path, {"reason": "简化"})
    address = f"/workbench/case-migrations/{CaseMigration.objects.get().pk}/"
    officer.get(address)
    with CaptureQueriesContext(connection) as captured:
        officer.get(address)
    assert len(captured) <= 12, [each["sql"][:90] for each in captured]
