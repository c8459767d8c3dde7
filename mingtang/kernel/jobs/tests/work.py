"""Tasks whose effect the tests of the worker can count, in a table of their own."""

import os
import time

from django.db import connection
from django_tasks import task

from mingtang.kernel.jobs.api import every

SLOT_SECONDS = 1.0


def make_table() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE job_effect (key integer PRIMARY KEY)")
        cursor.execute("CREATE TABLE job_attempt (key integer)")


def drop_table() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE job_effect")
        cursor.execute("DROP TABLE job_attempt")


def count(table: str, key: int | None = None) -> int:
    where, values = ("WHERE key = %s", [key]) if key is not None else ("", [])
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} {where}", values)
        return int(cursor.fetchone()[0])


def _attempt(key: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO job_attempt VALUES (%s)", [key])


@task()
def leave_mark(key: int) -> int:
    """An idempotent body that takes long enough to be killed in the middle."""
    _attempt(key)
    time.sleep(float(os.environ.get("TASK_SECONDS", "0")))
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO job_effect VALUES (%s) ON CONFLICT DO NOTHING", [key])
    return key


@task()
def fail_twice(key: int) -> str:
    _attempt(key)
    if count("job_attempt", key) < 3:
        raise RuntimeError("not yet")
    return "done"


@task()
def always_fail(key: int) -> None:
    _attempt(key)
    raise RuntimeError("never")


@task()
def return_something_else_than_json() -> object:
    return object()


def schedule_tick() -> None:
    """Only worker processes of the tests tick; the tests themselves and the product do not."""
    every(SLOT_SECONDS, name="test: tick")(tick)


@task()
def tick() -> None:
    _attempt(-1)
