"""Official numbers without gaps, with 16 writers at once, against the same work without taking a number.

Limit: the gap-free number, for which all writers wait in line, costs at most twice the rest of its transaction.
"""

import os
import threading
from collections.abc import Callable
from datetime import date

from scratch import on_both_databases, timed, verdict

WRITERS = 16
NUMBERS = int(os.environ.get("BENCH_NUMBERS", "10000"))


def measure(database: str) -> None:
    from django.db import connection, transaction

    from mingtang.kernel.directory.actions.numbers import issue_number, last_number, number_template, set_number_format
    from mingtang.kernel.directory.models import Organ, Region
    from mingtang.kernel.evidence.api import SYSTEM

    region = Region.objects.create(code="99", name="省", level=1)
    organ = Organ.objects.create(name="机关", branch="government", region=region, path="/1/")
    set_number_format(SYSTEM, "case", "{year}-{n:06}")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE used_number (number varchar(20))")

    def insert(number: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO used_number VALUES (%s)", [number])

    def numbered() -> None:
        with transaction.atomic():
            insert(issue_number(organ, "case", on=date(2026, 3, 1)))

    def unnumbered() -> None:
        with transaction.atomic():
            insert(number_template(organ, "case"))

    plain = timed(lambda: compete(unnumbered))
    gapless = timed(lambda: compete(numbered))
    assert last_number(organ, "case", 2026) == NUMBERS // WRITERS * WRITERS
    print(
        f"{database:10} {WRITERS} writers, per second: {NUMBERS / gapless * 1000:.0f} numbers, {NUMBERS / plain * 1000:.0f} rows without number"
    )
    print(f"{database:10} with number : without = {verdict(gapless / plain, 3)}")


def compete(work: Callable[[], None]) -> None:
    """`work`, NUMBERS times, shared by all writers."""
    from django.db import connection

    connection.close()  # the pool has as many connections as there are writers

    def write() -> None:
        for _ in range(NUMBERS // WRITERS):
            work()
        connection.close()

    writers = [threading.Thread(target=write) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()


if __name__ == "__main__":
    on_both_databases(measure)
