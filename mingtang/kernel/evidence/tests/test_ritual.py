"""The ritual of acts: what is permitted, changed, recorded and announced stands or falls together."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import models
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingtang.kernel.directory.models import Person, Region
from mingtang.kernel.evidence.api import SYSTEM, NotPermitted, Origin, act, several_acts
from mingtang.kernel.evidence.models import Delivery, Fact, Record, Unsealed
from mingtang.kernel.evidence.tests.deeds import (
    ABOLISH,
    CLERK,
    FOUND,
    NOTE,
    PUBLISH,
    RENAME,
    STRANGER,
    Clerk,
    RegionRenamed,
    note,
    region,
    rename,
)

pytestmark = pytest.mark.django_db

WRITTEN = (Record, Unsealed, Fact, Delivery)


def counts() -> list[int]:
    return [model.objects.count() for model in WRITTEN]


def test_a_done_act_leaves_change_record_place_in_line_and_fact() -> None:
    row = region()
    record = rename(row, "乙省", basis="国函〔2026〕1号")
    assert Region.objects.get(pk="98").name == "乙省"
    assert (record.outcome, record.basis, record.organ) == (Record.Outcome.DONE, "国函〔2026〕1号", None)
    assert record.changes == [
        {"on": "directory.region", "id": "98", "before": {"name": "甲省"}, "after": {"name": "乙省"}}
    ]
    assert Unsealed.objects.filter(record=record).exists()
    fact = record.facts.get()
    assert (fact.name, fact.subject, fact.data) == ("test.RegionRenamed", "region:98", {"new": "乙省"})


def test_a_record_names_who_in_which_post_from_where_over_what() -> None:
    origin = Origin(address="192.0.2.7", session="s" * 16, request="r-1")
    record = rename(region(), "乙省", Clerk(origin=origin))
    assert (record.actor_kind, record.actor_account, record.actor_name) == ("official", 7, "许青禾")
    assert (record.actor_post, record.actor_post_name) == (8, "审批岗")
    assert (record.actor_organ, record.actor_organ_name) == (9, "市住建局")
    assert (record.address, record.session, record.request) == ("192.0.2.7", "s" * 16, "r-1")
    assert (record.object_type, record.object_id, record.object_label) == ("directory.region", "98", "乙省")
    assert datetime.now(UTC) - record.at < timedelta(minutes=1)


def test_a_refused_act_leaves_a_record_of_the_refusal_and_nothing_else() -> None:
    row, before = region(), counts()
    with pytest.raises(NotPermitted, match="管理试验"):
        rename(row, "乙省", STRANGER)
    refusal = Record.objects.latest("pk")
    assert (refusal.outcome, refusal.act, refusal.actor_name) == ("refused", "test.rename", "罗小溪")
    assert (refusal.object_id, refusal.changes) == ("98", [])
    assert [now - then for now, then in zip(counts(), before, strict=True)] == [1, 1, 0, 0]
    assert Region.objects.get(pk="98").name == "甲省"


def test_an_error_inside_an_act_leaves_nothing() -> None:
    row, before = region(), counts()
    with pytest.raises(ZeroDivisionError), act(RENAME, CLERK, row) as deed:
        deed.change(row, name="乙省")
        deed.announce(RegionRenamed(subject="region:98", new="乙省"))
        _ = 1 / 0
    assert counts() == before
    assert Region.objects.get(pk="98").name == "甲省"


def test_acts_inside_an_act_are_recorded_each_and_committed_together() -> None:
    row = region()
    with act(FOUND, CLERK, row) as outer:
        rename(row, "乙省")
        outer.note = "外"
    codes = list(Record.objects.order_by("-pk").values_list("act", flat=True)[:2])
    assert codes == ["test.found", "test.rename"]


def test_an_error_after_an_inner_act_takes_the_inner_act_back() -> None:
    row, before = region(), counts()
    with pytest.raises(ZeroDivisionError), act(FOUND, CLERK, row):
        rename(row, "乙省")
        _ = 1 / 0
    assert counts() == before
    assert Region.objects.get(pk="98").name == "甲省"


def test_a_refusal_inside_acts_takes_all_of_them_back_and_is_recorded_once() -> None:
    row, before = region(), counts()
    with pytest.raises(NotPermitted), act(FOUND, CLERK, row), act(NOTE, CLERK, row):
        row.name = "丙省"
        row.save()
        rename(row, "乙省", STRANGER)
    assert Region.objects.get(pk="98").name == "甲省"
    assert counts()[0] == before[0] + 1
    assert Record.objects.latest("pk").outcome == Record.Outcome.REFUSED


def test_a_refusal_that_the_outer_act_survives_is_recorded_beside_it() -> None:
    row, before = region(), counts()
    with act(FOUND, CLERK, row):
        try:
            rename(row, "乙省", STRANGER)
        except NotPermitted:
            rename(row, "丙省")
    outcomes = list(Record.objects.order_by("pk").values_list("act", "outcome"))[before[0] :]
    assert sorted(outcomes) == [("test.found", "done"), ("test.rename", "done"), ("test.rename", "refused")]


def test_several_acts_are_one_transaction() -> None:
    row, before = region(), counts()
    with pytest.raises(NotPermitted), several_acts():
        rename(row, "乙省")
        rename(row, "丙省", STRANGER)
    assert counts()[0] == before[0] + 1
    assert Region.objects.get(pk="98").name == "甲省"


def test_an_unchanged_column_is_not_recorded_and_costs_no_statement(django_assert_num_queries: object) -> None:
    row = region()
    with act(RENAME, CLERK, row) as deed, django_assert_num_queries(0):
        deed.change(row, name="甲省", level=1)
    assert Record.objects.latest("pk").changes == []


def test_one_act_with_one_change_costs_five_statements(django_assert_num_queries: object) -> None:
    row = region()
    # savepoint, update, record, place in line, release
    with django_assert_num_queries(5), act(RENAME, CLERK, row) as deed:
        deed.change(row, name="乙省")


def test_created_and_removed_rows_are_recorded_whole() -> None:
    with act(FOUND, CLERK) as deed:
        deed.create(Region(code="97", name="丁省", level=1))
    created = Record.objects.latest("pk")
    assert created.object_id == "97"
    assert created.changes[0]["before"] is None
    assert created.changes[0]["after"] == {"code": "97", "name": "丁省", "parent_id": None, "level": 1}
    with act(ABOLISH, CLERK, Region.objects.get(pk="97")) as deed:
        deed.remove(deed.on)
    removed = Record.objects.latest("pk")
    assert removed.changes[0] == {**created.changes[0], "before": created.changes[0]["after"], "after": None}
    assert not Region.objects.filter(pk="97").exists()


def test_confidential_columns_appear_as_digest_only() -> None:
    person = Person(name="林叙", **Person.confidential_values("11010519491231002X", "13812342046"))
    with act(FOUND, CLERK) as deed:
        deed.create(person)
    record = Record.objects.latest("pk")
    text = str(record.content())
    for secret in ("11010519491231002X", "13812342046", *(getattr(person, name) for name in Person.confidential)):
        assert secret not in text
    after = record.changes[0]["after"]
    assert {name for name, value in after.items() if isinstance(value, dict)} == Person.confidential
    assert after["name"] == "林叙"


def test_the_organ_of_a_record_is_that_of_its_object_or_of_its_scope(world: object) -> None:
    organ = world.organ("housing-bureau")
    with act(PUBLISH, SYSTEM, organ):
        pass
    assert Record.objects.latest("pk").organ == organ.pk
    with act(PUBLISH, SYSTEM, within=organ):
        pass
    assert Record.objects.latest("pk").organ == organ.pk


@pytest.mark.parametrize("field", [each for each in Record._meta.concrete_fields if each.name not in {"id", "digest"}])
def test_the_digest_covers_every_field(field: models.Field) -> None:
    record = rename(region(), "乙省")
    assert record.computed_digest() == record.digest
    setattr(record, field.attname, other_value(field, getattr(record, field.attname)))
    assert record.computed_digest() != record.digest


def other_value(field: models.Field, value: object) -> object:
    """A value of the field's type that differs from `value`."""
    if isinstance(field, models.DateTimeField):
        return value + timedelta(microseconds=1)
    if isinstance(field, models.JSONField):
        return [*value, 1]
    if isinstance(field, models.IntegerField):
        return (value or 0) + 1
    return f"{value}x"[-field.max_length :] if f"{value}x"[-field.max_length :] != value else "y"


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
JSON = st.recursive(st.none() | st.booleans() | st.integers() | TEXT, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3), max_leaves=8)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXT, TEXT, JSON)
def test_the_digest_survives_the_way_through_the_database(text: str, label: str, value: object) -> None:
    row = Region(code="98", name=label)
    with act(NOTE, Clerk(name=label), row, basis=text) as deed:
        deed.note = text
        deed.changes.append({"on": "x", "id": "1", "before": value, "after": {text: value}})
    record = Record.objects.latest("pk")
    assert record.computed_digest() == record.digest


def test_overlong_texts_are_cut_not_refused() -> None:
    record = note("长" * 1000)
    assert len(record.note) == 400
