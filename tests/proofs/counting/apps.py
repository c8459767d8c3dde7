from django.apps import AppConfig
from django.db import connection


class CountingConfig(AppConfig):
    name = "tests.proofs.counting"
    label = "counting"

    def ready(self) -> None:
        from mingtang.kernel.directory.events import OrganChanged
        from mingtang.kernel.evidence.api import subscribe

        subscribe(OrganChanged, count)


def count(event: object) -> None:
    """Two effects, neither of them idempotent."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO counted (organ) VALUES (%s)", [event.organ_id])
        cursor.execute("UPDATE counter SET handled = handled + 1 WHERE organ = %s", [event.organ_id])
        if cursor.rowcount == 0:
            cursor.execute("INSERT INTO counter VALUES (%s, 1)", [event.organ_id])
