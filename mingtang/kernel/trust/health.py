"""How trust stands on this node, for whoever looks after it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max

from mingtang.kernel.trust.models import Authority, Office, RevocationList, SealUse
from mingtang.kernel.trust.seals.reading import stamp_state

SOON = timedelta(days=30)
OLDEST_LIST = timedelta(hours=24)  # full lists are published once a day (trust.md 6)


@dataclass(frozen=True, slots=True)
class TrustHealth:
    """What is in service, what runs out, what waits.

    `ending` are offices whose certificate ends within `SOON` or has ended, `stale` authorities without a list of the last
    day, `unstamped` documents without a timestamp, `gap` how long the oldest head of the evidence waits for one.
    """

    in_service: list[Authority]
    ending: list[Office]
    stale: list[Authority]
    unstamped: int
    gap: timedelta | None


def health_of_trust(now: datetime) -> TrustHealth:
    """How trust stands at `now`; six statements."""
    serving = Authority.objects.filter(level=Authority.Level.ISSUING, state=Authority.State.IN_SERVICE)
    in_service = list(serving)
    return TrustHealth(
        in_service,
        [office for office in _newest_offices(in_service) if office.certificate.not_after < now + SOON],
        _without_list_since(in_service, now - OLDEST_LIST),
        SealUse.objects.filter(lacks_timestamp=True, state=SealUse.State.DONE).count(),
        stamp_state(now).waiting,
    )


def _newest_offices(authorities: list[Authority]) -> list[Office]:
    rows = Office.objects.filter(authority__in=authorities).select_related("authority", "certificate").order_by("since")
    return list({(row.authority_id, row.role): row for row in rows}.values())


def _without_list_since(authorities: list[Authority], moment: datetime) -> list[Authority]:
    lists = RevocationList.objects.filter(authority__in=authorities, base=None).order_by()
    newest = dict(lists.values_list("authority").annotate(at=Max("this_update")))
    return [each for each in authorities if newest.get(each.pk, datetime.min.replace(tzinfo=moment.tzinfo)) < moment]
