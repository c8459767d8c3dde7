"""Importing in the browser: uploaded, checked by the worker, confirmed by a person, carried out in that person's name."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mingtang.domains.services.catalogue.importing import ordering
from mingtang.domains.services.catalogue.models import ServiceItem, TableImport
from mingtang.domains.services.catalogue.permissions import AUDIT_ITEMS, EDIT_ITEMS, READ_ITEMS
from mingtang.domains.services.catalogue.tests.test_importing import SMALL
from mingtang.kernel.directory.actions.grants import Scope, define_role, grant_role
from mingtang.kernel.directory.permissions import MANAGE_ORGANS
from mingtang.kernel.evidence.api import SYSTEM
from tests.world import World

IMPORTS = "/workbench/items/imports/"
WHO = "wrong_county_official"


@pytest.fixture
def clerk(world: World) -> Client:
    """An official of the county who may bring in, publish and establish below the county's government."""
    rights = (EDIT_ITEMS, AUDIT_ITEMS, READ_ITEMS, MANAGE_ORGANS)
    role = define_role(SYSTEM, code="import_clerk", name="导入岗", permissions=[each.code for each in rights])
    post = world.actor(WHO).appointment.post
    scope = Scope(kind="organs", organ=world.organ("county-government"))
    grant_role(SYSTEM, post, role, scope, start=date(2026, 1, 1))
    return world.client(WHO)


def upload(client: Client, world: World, content: bytes, **more: str) -> Any:
    sent = {"file": SimpleUploadedFile("items.csv", content), "below": world.organ("county-government").pk, **more}
    return client.post(IMPORTS, sent)


def work_off(order: TableImport) -> TableImport:
    """What the worker would do now."""
    ordering.check_import.call(order.pk)
    ordering.carry_import.call(order.pk)
    order.refresh_from_db()
    return order


def test_a_table_is_checked_confirmed_and_brought_in(clerk: Client, world: World) -> None:
    answer = upload(clerk, world, SMALL.read_bytes())
    assert answer.status_code == 302
    order = work_off(TableImport.objects.get())
    assert order.state == TableImport.State.CHECKED
    page = clerk.get(answer.url).content.decode()
    assert "导入并发布" in page
    assert "设定依据要填" in page
    assert not ServiceItem.objects.filter(name="户口注销").exists()
    clerk.post(f"{answer.url}confirmation/", {"publish": "1"})
    order = work_off(order)
    assert (order.state, order.counts["published"], bytes(order.content)) == (TableImport.State.DONE, 9, b"")
    assert ServiceItem.objects.get(name="户口注销").state == ServiceItem.State.PUBLISHED
    assert "已导入" in clerk.get(answer.url).content.decode()
    assert "户口注销" in b"".join(clerk.get(f"{answer.url}findings/")).decode()
    assert "户口注销" in b"".join(clerk.get("/workbench/items/tables/csv/")).decode()


def test_a_table_with_faults_is_rejected_with_all_of_them(clerk: Client, world: World) -> None:
    answer = upload(clerk, world, "事项名称,事项类型\n甲,没有\n,行政许可\n".encode())
    order = work_off(TableImport.objects.get())
    assert order.state == TableImport.State.REJECTED
    page = clerk.get(answer.url).content.decode()
    assert "没有“没有”这个选项" in page
    assert "不能为空" in page
    clerk.post(f"{answer.url}confirmation/")
    assert work_off(order).state == TableImport.State.REJECTED


def test_a_mapping_that_means_nothing_is_told_beside_its_field(clerk: Client, world: World) -> None:
    answer = upload(clerk, world, SMALL.read_bytes(), mapping="业务名")
    assert answer.status_code == 422
    assert "应写成 列名=要素" in answer.content.decode()
    assert "业务名</textarea>" in answer.content.decode()


def test_nobody_sees_the_imports_of_others_and_the_blank_table_has_all_columns(clerk: Client, world: World) -> None:
    upload(clerk, world, SMALL.read_bytes())
    order = TableImport.objects.get()
    assert world.client("official").get(f"{IMPORTS}{order.pk}/").status_code == 404
    assert "items.csv" in clerk.get(IMPORTS).content.decode()
    assert "事项名称" in b"".join(clerk.get("/workbench/items/tables/csv/?blank=1")).decode()
    assert clerk.get("/workbench/items/tables/pdf/").status_code == 404
