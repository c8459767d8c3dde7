"""Official numbers: none missing, none twice, whoever competes and whatever is rolled back."""

import random
import threading
from collections import Counter
from datetime import date

import pytest
from django.db import connection, transaction

from mingtang.kernel.directory.actions.faults import Refused
from mingtang.kernel.directory.actions.numbers import (
    NoNumberFormat,
    issue_number,
    last_number,
    set_number_format,
)
from mingtang.kernel.directory.models import NumberFormat, Organ, Region
from mingtang.kernel.evidence.api import SYSTEM
from tests.world import World

DAY = date(2026, 3, 1)
WRITERS, NUMBERS = 16, 10_000


class Whim(Exception):
    """Somebody changed their mind."""


def organ(pk: int = 1, **more: str) -> Organ:
    Region.objects.get_or_create(code="97", defaults={"name": "省", "level": 1})
    return Organ.objects.create(pk=pk, name=f"机关{pk}", branch="government", region_id="97", path=f"/{pk}/", **more)


@pytest.mark.django_db
def test_numbers_count_up_per_organ_kind_and_year() -> None:
    one, other = organ(1, document_word="甲发"), organ(2, document_word="乙发")
    set_number_format(SYSTEM, "document", "{word}〔{year}〕{n}号")
    set_number_format(SYSTEM, "case", "{n:03}")
    issued = [
        issue_number(one, "document", on=DAY),
        issue_number(one, "document", on=DAY),
        issue_number(other, "document", on=DAY),
        issue_number(one, "document", on=date(2027, 1, 1)),
        issue_number(one, "case", on=DAY),
    ]
    assert issued == ["甲发〔2026〕1号", "甲发〔2026〕2号", "乙发〔2026〕1号", "甲发〔2027〕1号", "001"]
    assert [last_number(one, "document", year) for year in (2025, 2026, 2027)] == [0, 2, 1]


@pytest.mark.django_db
def test_a_rollback_gives_the_number_back() -> None:
    one = organ()
    set_number_format(SYSTEM, "case", "{n}")
    issue_number(one, "case", on=DAY)
    with pytest.raises(Whim), transaction.atomic():
        assert issue_number(one, "case", on=DAY) == "2"
        raise Whim
    assert issue_number(one, "case", on=DAY) == "2"


@pytest.mark.django_db
def test_an_organs_own_format_comes_before_the_default() -> None:
    one, other = organ(1), organ(2)
    set_number_format(SYSTEM, "case", "default {n}")
    set_number_format(SYSTEM, "case", "own {n}", organ=one)
    set_number_format(SYSTEM, "case", "own still {n}", organ=one)
    assert [issue_number(each, "case", on=DAY) for each in (one, other)] == ["own still 1", "default 1"]
    assert NumberFormat.objects.count() == 2


@pytest.mark.django_db
def test_without_format_and_with_a_wrong_one_nothing_is_issued() -> None:
    with pytest.raises(NoNumberFormat):
        issue_number(organ(), "case", on=DAY)
    with pytest.raises(Refused) as refused:
        set_number_format(SYSTEM, "case", "{m}")
    assert refused.value.field == "template"
    assert not NumberFormat.objects.exists()


@pytest.mark.django_db
def test_a_number_costs_two_statements(django_assert_num_queries: object) -> None:
    one = organ()
    set_number_format(SYSTEM, "case", "{n}")
    for _ in range(2):
        with django_assert_num_queries(2):
            issue_number(one, "case", on=DAY)


def test_a_number_belongs_inside_a_transaction(transactional_db: None) -> None:
    one = organ()
    set_number_format(SYSTEM, "case", "{n}")
    with pytest.raises(transaction.TransactionManagementError):
        issue_number(one, "case", on=DAY)
    assert last_number(one, "case", 2026) == 0


@pytest.mark.slow
@pytest.mark.xdist_group("numbers")
def test_sixteen_writers_share_ten_thousand_numbers_without_gap_or_double(transactional_db: None) -> None:
    one = organ()
    set_number_format(SYSTEM, "case", "{n}")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE used_number (number varchar(20))")
    try:
        connection.close()  # the pool holds as many connections as there are writers
        writers = [Writer(one, seed) for seed in range(WRITERS)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        with connection.cursor() as cursor:
            cursor.execute("SELECT number FROM used_number")
            used = Counter(int(number) for (number,) in cursor.fetchall())
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE used_number")
    assert [writer.fault for writer in writers if writer.fault] == []
    assert used == Counter(range(1, NUMBERS + 1))
    assert last_number(one, "case", 2026) == NUMBERS
    assert sum(writer.given_back for writer in writers) > NUMBERS / 20


class Writer(threading.Thread):
    """Uses its share of the numbers, and changes its mind now and then after it has taken one."""

    def __init__(self, used_by: Organ, seed: int) -> None:
        super().__init__()
        self.organ, self.random = used_by, random.Random(seed)
        self.given_back, self.fault = 0, ""

    def run(self) -> None:
        try:
            left = NUMBERS // WRITERS
            while left:
                left -= self._use_one()
        except Exception as fault:
            self.fault = repr(fault)
        finally:
            connection.close()

    def _use_one(self) -> int:
        try:
            with transaction.atomic():
                number = issue_number(self.organ, "case", on=DAY)
                with connection.cursor() as cursor:
                    cursor.execute("INSERT INTO used_number VALUES (%s)", [number])
                if self.random.random() < 0.1:
                    raise Whim
        except Whim:
            self.given_back += 1
            return 0
        return 1


@pytest.mark.django_db
def test_the_city_numbers_its_documents_as_prescribed(world: World) -> None:
    assert issue_number(world.organ("city-government-office"), "document", on=DAY) == "和政办发〔2026〕1号"
    assert issue_number(world.organ("housing-bureau"), "case", on=DAY) == "2026-000001"
