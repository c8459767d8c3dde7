"""Registration of the evidence app with Django and with the worker."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class EvidenceConfig(AppConfig):
    name = "mingtang.kernel.evidence"
    label = "evidence"
    verbose_name = "存证"

    def ready(self) -> None:
        from mingtang.kernel.evidence.chain import seal_pending
        from mingtang.kernel.evidence.outbox import deliver_due
        from mingtang.kernel.jobs.api import register_round

        register_round("evidence.deliver", deliver_due)
        register_round("evidence.seal", seal_pending)
        register_navigation()
        post_migrate.connect(guard_tables, sender=self)


def guard_tables(using: str, **kwargs: Any) -> None:
    """A migration that rebuilds a table on SQLite loses its triggers: put them back."""
    from mingtang.kernel.evidence.guards import install_guards

    install_guards(connections[using])


def register_navigation() -> None:
    """The places of the evidence in the workbench."""
    from mingtang.ui.navigation import ADMINISTRATION, OVERSIGHT, NavigationEntry, register

    register(NavigationEntry("存证记录", "history", "evidence_records", OVERSIGHT, order=80))
    register(NavigationEntry("存证链", "link", "evidence_chain", OVERSIGHT, order=81, permission="evidence.verify"))
    register(
        NavigationEntry(
            "未送达事实",
            "alert-triangle",
            "dead_facts",
            ADMINISTRATION,
            order=90,
            permission="evidence.manage_deliveries",
        )
    )
