"""Whatever anybody changes in the database behind the application's back, verification finds it and names the place."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingtang.kernel.evidence import chain
from mingtang.kernel.evidence.chain import Break, ChainBroken, Verdict, seal_pending, verify_chain
from mingtang.kernel.evidence.guards import remove_guards
from mingtang.kernel.evidence.models import Chain, Head, Link, Record, Unsealed
from mingtang.kernel.evidence.rules import link_digest
from mingtang.kernel.evidence.tests.deeds import note, region, rename

pytestmark = pytest.mark.django_db

SEALED, WAITING = 9, 2


@pytest.fixture
def sealed() -> list[Record]:
    """Nine records in three sealings; two more wait."""
    row = region()
    for n in range(SEALED):
        rename(row, f"{n}省")
        if n % 3 == 2:
            assert seal_pending() == 3
    for _ in range(WAITING):
        note()
    connection.check_constraints()  # PostgreSQL drops no trigger of a table whose deferred checks are still to come
    remove_guards(connection)
    return list(Record.objects.order_by("pk"))


@contextmanager
def undone() -> Iterator[None]:
    """What is done inside is taken back at the end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def execute(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def found() -> Break:
    verdict = verify_chain()
    assert verdict.broken is not None
    assert not verdict.holds
    return verdict.broken


def test_an_untouched_chain_holds(sealed: list[Record]) -> None:
    verdict = verify_chain()
    assert verdict == Verdict(SEALED, WAITING, Chain.objects.get().digest, None)
    assert list(Head.objects.order_by("seq").values_list("seq", "previous")) == [(3, 0), (6, 3), (9, 6)]


def test_a_record_is_the_same_in_whatever_zone_its_time_was_told(monkeypatch: pytest.MonkeyPatch) -> None:
    local = timezone.localtime()
    monkeypatch.setattr(timezone, "now", lambda: local)
    note()
    monkeypatch.undo()
    assert seal_pending() == 1
    assert verify_chain().holds


def test_an_empty_chain_holds() -> None:
    assert verify_chain().holds
    assert seal_pending() == 0


TAMPERED = [(model, field) for model in (Record, Link, Head, Chain, Unsealed) for field in model._meta.concrete_fields]


def altered(field: models.Field, value: Any, draw: int) -> Any:
    """Another value of the field's type, ready for the column."""
    if field.primary_key or field.unique:
        return value + 1000 + draw if isinstance(value, int) else value + "x"
    if isinstance(field, models.DateTimeField):
        return value + timedelta(microseconds=1 + draw)
    if isinstance(field, models.JSONField):
        return [*value, draw]
    if isinstance(field, models.IntegerField):
        return (value or 0) + 1 + draw
    return chr(97 + draw % 26) + str(value)[1:] if str(value)[:1] != chr(97 + draw % 26) else "~" + str(value)[1:]


@pytest.mark.slow
@pytest.mark.parametrize(("model", "field"), TAMPERED, ids=[f"{m.__name__}.{f.name}" for m, f in TAMPERED])
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_altered_field_goes_unnoticed(
    sealed: list[Record], model: type[models.Model], field: models.Field, data: st.DataObject
) -> None:
    rows = list(model.objects.order_by("pk"))
    row = rows[data.draw(st.integers(0, len(rows) - 1))]
    value = altered(field, getattr(row, field.attname), data.draw(st.integers(0, 999)))
    with undone():
        with without_foreign_keys():
            model.objects.filter(pk=row.pk).update(**{field.attname: value})
            broken = found()
        if model is Record:
            assert broken.record_id == row.pk
        elif model is Link and field.name == "digest":
            assert broken.seq == row.pk
        elif model in (Head, Link):
            assert broken.seq is not None
        elif model is Unsealed:
            assert broken.record_id in (row.pk, value)


@contextmanager
def without_foreign_keys() -> Iterator[None]:
    """The tamperer switches the checks of references off."""
    if connection.vendor == "postgresql":
        execute("SET session_replication_role = replica")
    yield
    if connection.vendor == "postgresql":
        execute("SET session_replication_role = origin")


def test_the_first_of_several_altered_records_is_named(sealed: list[Record]) -> None:
    for place in (7, 4, 5):
        execute("UPDATE evidence_record SET actor_name = 'x' WHERE id = %s", sealed[place].pk)
    broken = found()
    assert (broken.seq, broken.record_id) == (5, sealed[4].pk)


def test_a_record_altered_together_with_its_digest_is_found_at_its_link(sealed: list[Record]) -> None:
    record = sealed[4]
    record.note = "x"
    Record.objects.filter(pk=record.pk).update(note="x", digest=record.computed_digest())
    broken = found()
    assert (broken.seq, broken.record_id, broken.reason) == (5, record.pk, "环节摘要与前一环节不符")


@pytest.mark.parametrize("place", [0, 4, 8])
def test_a_deleted_record_is_found(sealed: list[Record], place: int) -> None:
    with without_foreign_keys():
        execute("DELETE FROM evidence_fact")
        execute("DELETE FROM evidence_record WHERE id = %s", sealed[place].pk)
        broken = found()
    assert (broken.seq, broken.record_id, broken.reason) == (place + 1, sealed[place].pk, "记录已被删除")


@pytest.mark.parametrize("place", [1, 5, 9])
def test_a_deleted_link_is_found(sealed: list[Record], place: int) -> None:
    execute("DELETE FROM evidence_link WHERE seq = %s", place)
    assert found().seq == place


@pytest.mark.parametrize("place", [3, 6, 9])
def test_a_deleted_head_is_found(sealed: list[Record], place: int) -> None:
    execute("DELETE FROM evidence_head WHERE seq = %s", place)
    broken = found()
    assert (broken.seq, broken.reason) == {
        3: (6, "链头 3 缺失"),
        6: (9, "链头 6 缺失"),
        9: (9, "链尾没有与之相符的链头"),
    }[place]


@pytest.mark.parametrize("kept", [0, 3, 5, 8])
def test_a_cut_off_end_is_found_by_what_remembers_it(sealed: list[Record], kept: int) -> None:
    execute("DELETE FROM evidence_fact")
    execute("DELETE FROM evidence_link WHERE seq > %s", kept)
    execute("DELETE FROM evidence_record WHERE id >= %s AND id <= %s", sealed[kept].pk, sealed[SEALED - 1].pk)
    broken = found()
    assert broken.seq == kept + 1
    assert "截断" in broken.reason
    execute("DELETE FROM evidence_head WHERE seq > %s", kept)
    assert "截断" in found().reason, "the chain's own row still remembers"


def test_an_end_cut_off_without_trace_is_found_by_a_head_known_elsewhere(sealed: list[Record]) -> None:
    published = (9, Chain.objects.get().digest)
    assert verify_chain(known=published).holds
    execute("DELETE FROM evidence_fact")
    execute("DELETE FROM evidence_link WHERE seq > 6")
    execute("DELETE FROM evidence_head WHERE seq > 6")
    execute("DELETE FROM evidence_record WHERE id >= %s AND id <= %s", sealed[6].pk, sealed[8].pk)
    Chain.objects.update(seq=6, digest=Head.objects.get(seq=6).digest)
    broken = verify_chain(known=published).broken
    assert broken is not None
    assert broken.seq == 7


def test_a_record_slipped_in_is_found(sealed: list[Record]) -> None:
    forged = Record.objects.get(pk=sealed[3].pk)
    forged.pk, forged.note = None, "伪造"
    forged.digest = forged.computed_digest()
    forged.save(force_insert=True)
    broken = found()
    assert (broken.record_id, broken.reason) == (forged.pk, "记录不在链上，也不在待成链之列")


def test_a_record_slipped_into_the_line_is_found_and_never_sealed(sealed: list[Record]) -> None:
    forged = Record.objects.get(pk=sealed[3].pk)
    forged.pk, forged.note = None, "伪造"
    forged.digest = forged.computed_digest()
    forged.save(force_insert=True)
    Unsealed.objects.create(record=forged, mac=Unsealed.objects.first().mac)
    assert (found().record_id, found().reason) == (forged.pk, "尚未成链的记录不是本平台写入的")
    assert seal_pending() == WAITING
    assert not Link.objects.filter(record=forged).exists()
    assert found().record_id == forged.pk


def test_a_waiting_record_altered_together_with_its_digest_is_found(sealed: list[Record]) -> None:
    record = sealed[-1]
    record.note = "x"
    Record.objects.filter(pk=record.pk).update(note="x", digest=record.computed_digest())
    assert found().record_id == record.pk


def test_swapped_records_are_found(sealed: list[Record]) -> None:
    execute("UPDATE evidence_link SET record_id = -1 WHERE seq = 3")
    execute("UPDATE evidence_link SET record_id = %s WHERE seq = 7", sealed[2].pk)
    execute("UPDATE evidence_link SET record_id = %s WHERE seq = 3", sealed[6].pk)
    assert (found().seq, found().record_id) == (3, sealed[6].pk)


def test_swapped_contents_are_found(sealed: list[Record]) -> None:
    names = [each.name for each in Record._meta.concrete_fields if each.name != "id"]
    for here, there in ((2, 6), (6, 2)):
        values = {name: getattr(sealed[there], name) for name in names}
        Record.objects.filter(pk=sealed[here].pk).update(**values)
    assert (found().seq, found().record_id) == (3, sealed[2].pk)


def rewrite(sealed: list[Record], place: int) -> None:
    """The tamperer alters a record and recomputes every digest behind it, as far as that goes without the key."""
    Record.objects.filter(pk=sealed[place].pk).update(note="改写")
    digest = Link.objects.get(seq=place).digest
    for seq, record in enumerate(Record.objects.order_by("pk")[place:SEALED], start=place + 1):
        own = record.computed_digest()
        digest = link_digest(digest, seq, record.pk, own)
        Record.objects.filter(pk=record.pk).update(digest=own)
        Link.objects.filter(seq=seq).update(digest=digest)
    Chain.objects.update(digest=digest)
    Head.objects.filter(seq=SEALED).update(digest=digest)


def test_a_history_rewritten_to_its_end_is_found(sealed: list[Record]) -> None:
    rewrite(sealed, 4)
    assert (found().seq, found().reason) == (6, "链头与环节不符")


def test_nothing_is_sealed_onto_a_rewritten_history(sealed: list[Record]) -> None:
    rewrite(sealed, 4)
    with pytest.raises(ChainBroken):
        seal_pending()
    Head.objects.all().delete()
    with pytest.raises(ChainBroken):
        seal_pending()
    assert Unsealed.objects.count() == WAITING


def test_nothing_is_sealed_after_the_register_of_the_end_was_moved_back(sealed: list[Record]) -> None:
    Chain.objects.update(seq=6, digest=Head.objects.get(seq=6).digest)
    assert (found().seq, found().reason) == (9, "链尾的登记缺失或倒退")
    with pytest.raises(ChainBroken):
        seal_pending()


def test_sealing_while_the_chain_is_verified_raises_no_alarm(
    sealed: list[Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = chain._links

    def walk_and_seal(first: int = 1) -> Iterator[Any]:
        yield from walk(first)
        assert seal_pending() == WAITING

    monkeypatch.setattr(chain, "_links", walk_and_seal)
    assert verify_chain().holds


def test_verification_tells_how_far_it_is(sealed: list[Record], monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []
    links = list(chain._links())
    monkeypatch.setattr(chain, "_links", lambda first=1: iter(links))
    monkeypatch.setattr(chain._Walk, "step", lambda walk, *args: setattr(walk, "seq", walk.seq + 500))
    verify_chain(progress=told.append)
    assert told == [1000, 2000, 3000, 4000]


@pytest.mark.parametrize("model", [Record, Link, Head])
def test_the_database_itself_refuses_to_change_or_delete(model: type[models.Model]) -> None:
    note()
    seal_pending()
    connection.check_constraints()
    column = next(each for each in model._meta.concrete_fields if each.name == "digest").column
    statements = [f"UPDATE {model._meta.db_table} SET {column} = 'x'", f"DELETE FROM {model._meta.db_table}"]
    if connection.vendor == "postgresql":
        statements.append(f"TRUNCATE {model._meta.db_table} CASCADE")
    for statement in statements:
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            execute(statement)
    assert verify_chain().holds


def test_sealing_costs_the_same_number_of_statements_for_one_record_and_for_many(
    django_assert_num_queries: object,
) -> None:
    note()
    seal_pending()
    for count in (1, 100):
        for _ in range(count):
            note()
        with django_assert_num_queries(11):
            assert seal_pending() == count
