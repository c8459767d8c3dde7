"""The catalogue for programs."""

import pytest
from django.test import Client

from mingtang.domains.disclosure.catalogue.tests.press import Press
from mingtang.kernel.cases.tests.test_rest import Program

pytestmark = pytest.mark.django_db


def test_anybody_searches_what_is_public(press: Press) -> None:
    item = press.published()
    press.published(title="部门预算", node="20.7", topic="0401", doc_no="", kind="")
    listed = Client().get("/api/disclosure/items", {"words": "租赁", "validity": "valid", "topic": "10"}).json()
    assert [row["index_no"] for row in listed["items"]] == [item.index_no]
    assert "网上备案" in Client().get(f"/api/disclosure/items/{item.pk}").json()["body"]
    assert Client().get("/api/disclosure/items/999999").status_code == 404
    assert Client().get("/api/disclosure/items?wort=x").status_code == 422


def test_officials_see_how_items_stand(press: Press) -> None:
    item = press.published()
    shown = Program(press.drafter).get(f"disclosure/information/{item.pk}")  # type: ignore[arg-type]
    assert (shown["state"], shown["case_id"]) == ("published", None)
    assert shown["due_on"] > str(item.formed_on)
