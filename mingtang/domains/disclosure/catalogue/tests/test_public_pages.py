"""What everybody reads: the catalogue, the policy library, an item, guides; what is withdrawn; what a list costs."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mingtang.domains.disclosure.catalogue.api import change_validity, keep_duty, keep_guide, withdraw_item
from mingtang.domains.disclosure.catalogue.models import InformationItem
from mingtang.domains.disclosure.catalogue.tests.press import Press
from mingtang.kernel.directory.api import Nobody, Refused, set_number_format
from mingtang.kernel.evidence.api import SYSTEM, NotPermitted, deliver_due
from mingtang.kernel.search.api import search

pytestmark = pytest.mark.django_db
CATALOGUE = "/disclosure/"


def text(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.content.decode()[:3000]
    return str(answer.content.decode())


def test_numbers_run_without_gap_per_organ_and_year_and_stay(press: Press) -> None:
    last_year = date(timezone.localdate().year - 1, 12, 30)
    numbers = [press.published(last_year).index_no, press.published().index_no, press.published().index_no]
    code, year = press.organ.credit_code, timezone.localdate().year
    assert numbers == [f"{code}/{year - 1}-00001", f"{code}/{year}-00001", f"{code}/{year}-00002"]
    withdraw_item(press.signer, InformationItem.objects.get(index_no=numbers[1]), reason="内容有误")
    assert press.published().index_no == f"{code}/{year}-00003"
    set_number_format(SYSTEM, "disclosure-index", "{word}-{year}-{n}", organ=press.organ)
    assert press.published().index_no == f"和建-{year}-4"


def test_the_database_publishes_nothing_that_was_not_reviewed(press: Press) -> None:
    item = press.published()
    with pytest.raises(IntegrityError), transaction.atomic():
        InformationItem.objects.filter(pk=item.pk).update(digest="0" * 64)
    with pytest.raises(IntegrityError), transaction.atomic():
        InformationItem.objects.filter(pk=item.pk).update(secrecy="secret")


def test_a_translation_has_the_number_of_its_text_and_its_language(press: Press) -> None:
    item = press.published()
    other = press.published(language="en", translates=item, title="Notice on leases")
    assert other.index_no == f"{item.index_no}-en"
    page = text(Client().get(CATALOGUE))
    assert "Notice on leases" not in page
    assert "English" in text(Client().get(item.get_absolute_url()))


def test_the_catalogue_is_searched_by_everything_that_names_an_item(press: Press) -> None:
    item = press.published()
    press.published(title="部门预算", doc_no="", node="20.7", topic="0401")
    keep_duty(SYSTEM, press.organ, "20.7", unit_name="办公室", carriers=["site"], cycle=366)
    client = Client()
    page = text(client.get(CATALOGUE))
    for said in ("部门预算", "<br>".join(item.index_parts), "和建〔2026〕15号", "目录", "提出公开申请"):
        assert said in page, said
    for query in (
        f"q={item.index_no}",
        "q=和建",
        "q=租赁",
        "topic=10",
        "valid=valid&node=20.1",
        f"organ={press.organ.pk}&q=租",
    ):
        found = text(client.get(f"{CATALOGUE}?{query}"))
        assert item.title in found, query
        assert "部门预算" not in found.partition("result-head")[2], query
    node = text(client.get(f"{CATALOGUE}?node=20.7"))
    assert "办公室" in node
    assert item.title not in node
    today = timezone.localdate()
    assert item.title not in text(client.get(f"{CATALOGUE}?since={today + timedelta(days=1)}"))
    assert "不能早于" in text(client.get(f"{CATALOGUE}?since={today}&until={today - timedelta(days=1)}"))
    assert client.get(f"{CATALOGUE}?node=99").status_code == 404
    exported = b"".join(client.get(f"{CATALOGUE}?export=csv&node=20.7")).decode("utf-8-sig")
    assert "部门预算" in exported
    assert item.title not in exported


def test_an_item_shows_its_metadata_and_the_documents_it_belongs_to(press: Press) -> None:
    old = press.published(title="关于租赁的旧通知", doc_no="和建〔2024〕3号")
    item = press.published(interprets=None, keywords=["租赁", "押金", "备案"], summary="押金不超过一个月租金。")
    reading = press.published(title="一图读懂租赁通知", node="20.1.4", doc_no="", interprets=item, kind="")
    change_validity(press.signer, old, validity="repealed", on=timezone.localdate(), basis="清理决定", replaced_by=item)
    page = text(Client().get(item.get_absolute_url()))
    for said in (
        item.index_no,
        "有效",
        "押金不超过一个月租金",
        "一图读懂租赁通知",
        "替代：",
        "和建〔2024〕3号",
        "level-1",
    ):
        assert said in page, said
    assert item.title in text(Client().get(reading.get_absolute_url()))
    gone = text(Client().get(old.get_absolute_url()))
    for said in ("废止", "清理决定", "被替代：", "有效 → 废止"):
        assert said in gone, said
    assert "tag-off" in text(Client().get("/disclosure/policies/?valid=repealed"))
    assert "旧通知" not in text(Client().get("/disclosure/policies/?valid=valid"))


def test_what_is_withdrawn_is_gone_and_says_why(press: Press) -> None:
    item = press.published()
    with pytest.raises(NotPermitted):
        withdraw_item(press.drafter, item, reason="内容有误")
    withdraw_item(press.signer, item, reason="含有需要核实的数据")
    page = text(Client().get(item.get_absolute_url()), 410)
    assert "含有需要核实的数据" in page
    assert item.index_no in page
    assert "网上备案" not in page
    assert item.title not in text(Client().get(CATALOGUE))
    with pytest.raises(Refused):
        change_validity(press.signer, item, validity="lapsed", on=timezone.localdate(), basis="期满")


def test_search_finds_items_with_their_validity(press: Press) -> None:
    item = press.published()
    change_validity(press.signer, item, validity="lapsed", on=timezone.localdate(), basis="期满")
    while deliver_due():
        pass
    hits = search(Nobody(), "房屋租赁").hits
    assert [hit.url for hit in hits] == [item.get_absolute_url()]
    assert "失效" in str(hits[0].title)


def test_a_list_costs_the_same_however_long_it_is(press: Press) -> None:
    press.published()
    first = statements(CATALOGUE + "?node=20.1.2")
    for n in range(4):
        press.published(title=f"通知{n}")
    assert statements(CATALOGUE + "?node=20.1.2") == first
    assert first <= 7  # session and calendar of every page; organs, how many, these, counts of the tree, duties


def test_what_was_published_for_a_time_leaves_when_it_is_over(press: Press) -> None:
    item = press.published(term_until=timezone.localdate())
    assert item.title in text(Client().get(CATALOGUE))
    with press.on(timezone.localdate() + timedelta(days=1)):
        assert item.title not in text(Client().get(CATALOGUE))
        assert Client().get(item.get_absolute_url()).status_code == 404


def test_guides_say_what_the_law_asks(press: Press) -> None:
    assert "还没有公开指南" in text(Client().get(reverse("disclosure_guides")))
    said = {
        name: f"{name}的内容"
        for name in ("classification", "arrangement", "ways", "office", "address", "hours", "phone", "site")
    }
    keep_guide(SYSTEM, press.organ, said)
    page = text(Client().get(reverse("disclosure_guides")))
    for value in said.values():
        assert value in page
    assert press.organ.name in page


def statements(there: str) -> int:
    client = Client()
    client.get(there)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(there).status_code == 200
    return len(captured)
