"""Tables become records; the public reads public fields of public records."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mingtang.domains.portal.databases import api
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, NotPermitted
from mingtang.lib.tables import TableRejected
from tests.world import World

LIST, DETAIL = 2, 1
HEAD = "项目名称,项目代码,类别,所在地,建设单位,阶段,总投资,存在问题,联系人电话"
BRIDGE = "澄江大桥改造,P-1,基础设施,澄江区,市政处,续建,42000,征收尚余两户,0999-1"
CLINIC = "第二医院,P-2,民生,石桥县,卫健局,新开工,32000,,"


def table(*rows: str) -> BytesIO:
    return BytesIO("\n".join((HEAD, *rows)).encode())


def load(world: World, *rows: str, organ: str = "housing-bureau", actor: Any = SYSTEM) -> int:
    return api.import_records(actor, world.organ(organ), api.databases()["projects"], table(*rows), "projects.csv")


def page(path: str, **more: Any) -> str:
    answer = Client().get(path, **more)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_the_public_never_sees_internal_fields(world: World) -> None:
    load(world, BRIDGE, CLINIC)
    record = api.Record.objects.get(number="P-1")
    for text in (page("/databases/projects/"), page(record.get_absolute_url())):
        assert "澄江大桥改造" in text
        assert "征收尚余两户" not in text
        assert "0999-1" not in text
    assert "42000 万元" in page(record.get_absolute_url())


def test_lists_are_narrowed_by_choice_and_by_words(world: World) -> None:
    load(world, BRIDGE, CLINIC)
    for query, there, not_there in (
        ({"region": "石桥县"}, "第二医院", "澄江大桥改造"),
        ({"stage": "续建"}, "澄江大桥改造", "第二医院"),
        ({"q": "P-2"}, "第二医院", "澄江大桥改造"),
    ):
        text = page("/databases/projects/", data=query)
        assert there in text
        assert not_there not in text
    assert "澄江大桥改造" in page("/databases/projects/", data={"region": "junk", "problems": "没有"})


def test_a_second_table_replaces_by_number(world: World) -> None:
    load(world, BRIDGE)
    load(world, BRIDGE.replace("续建", "竣工"))
    assert api.Record.objects.get().values["stage"] == "竣工"
    with pytest.raises(Refused):
        load(world, BRIDGE, organ="water-bureau")


def test_a_wrong_table_brings_nothing(world: World) -> None:
    with pytest.raises(TableRejected) as rejected:
        load(world, CLINIC, BRIDGE.replace("42000", "很多"))
    assert "总投资" in str(rejected.value.faults[0])
    assert not api.Record.objects.exists()


def test_rights_and_hiding(world: World) -> None:
    with pytest.raises(NotPermitted):
        load(world, BRIDGE, actor=world.actor("official"))
    load(world, BRIDGE)
    record = api.Record.objects.get()
    with pytest.raises(Refused):
        api.hide_record(SYSTEM, record, reason=" ")
    api.hide_record(SYSTEM, record, reason="信息有误")
    assert Client().get(record.get_absolute_url()).status_code == 404
    assert "澄江大桥改造" not in page("/databases/projects/")


def test_the_keeper_imports_on_a_page_and_sees_every_fault(world: World) -> None:
    client, organ = world.client("hall-head"), world.organ("service-bureau")
    address = reverse("kept_database", args=["projects"])
    for content, status, words in ((table(BRIDGE.replace("42000", "很多")), 422, "总投资"), (table(BRIDGE), 302, "")):
        sent = SimpleUploadedFile("projects.csv", content.getvalue())
        answer = client.post(address, {"organ": organ.pk, "file": sent})
        assert answer.status_code == status
        assert words in answer.content.decode()
    assert "征收尚余两户" in client.get(address).content.decode()


def test_prices_say_how_they_changed(world: World) -> None:
    today, organ = timezone.localdate(), world.organ("market-bureau")
    for age, price in ((0, "3.30"), (7, "3.00"), (30, "3.30")):
        day = today - timedelta(days=age)
        api.Quote.objects.create(product="粳米", market="南门", day=day, price=price, unit="斤", organ=organ)
    text = page("/databases/prices/")
    assert "涨 10.0%" in text
    assert "持平" in text


@pytest.mark.parametrize("number", [3, 30])
def test_statements_do_not_grow_with_the_records(world: World, number: int, django_assert_num_queries: Any) -> None:
    load(world, *(BRIDGE.replace("P-1", f"P-{each}") for each in range(number)))
    record = api.Record.objects.first()
    assert record is not None
    for path, cost in (("/databases/projects/", LIST), (record.get_absolute_url(), DETAIL)):
        page(path)
        with django_assert_num_queries(cost):
            page(path)


@pytest.mark.parametrize("path", ["nothing/", "projects/999999/", "projects/x/"])
def test_what_is_not_there_is_not_found(world: World, path: str) -> None:
    assert Client().get(f"/databases/{path}").status_code == 404
