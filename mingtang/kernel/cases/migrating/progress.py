"""How far orders are."""

from django.db.models import Count, Q, QuerySet

from mingtang.kernel.cases.models import CaseMigration, MigratedCase
from mingtang.kernel.evidence.api import Actor

_Outcome = MigratedCase.Outcome


def orders_visible_to(actor: Actor) -> QuerySet[CaseMigration]:
    """Orders the actor may see with their versions, and how many cases they are about, wait, have moved and could not."""
    rows: QuerySet[CaseMigration] = CaseMigration.objects.visible_to(actor)
    return (
        rows.select_related("source__definition", "target")
        .defer("source__xml", "target__xml")
        .annotate(
            total=Count("cases"),
            waiting=Count("cases", Q(cases__outcome=_Outcome.WAITING)),
            moved=Count("cases", Q(cases__outcome=_Outcome.MOVED)),
            stayed=Count("cases", Q(cases__outcome__in=[_Outcome.BLOCKED, _Outcome.GONE])),
        )
    )
