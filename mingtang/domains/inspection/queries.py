"""What is known of one site: for its warnings, and for its page."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from mingtang.domains.inspection.models import EarlyWarning, Finding, InspectedSite, ProbeDay, Sheet, SiteStatement
from mingtang.domains.inspection.rules import COUNTED
from mingtang.kernel.evidence.api import Actor
from mingtang.lib.inspection.indicators import scheme_on
from mingtang.lib.inspection.kinds import Kind
from mingtang.lib.inspection.probing import Availability, Tried, availability
from mingtang.lib.inspection.scoring import Found
from mingtang.lib.inspection.signs import ColumnAge, Sight

SHOWN_DAYS, SHOWN_COLUMNS, SHOWN_SHEETS = 14, 12, 8


def availability_of(site: InspectedSite) -> Availability:
    """The attempts of the last whole days; one statement."""
    probing, today = scheme_on(timezone.localdate()).probing, timezone.localdate()
    rows = ProbeDay.objects.filter(site=site, day__lt=today).order_by("-day")[: probing.days]
    return availability([Tried(row.day, row.tries, row.failures) for row in rows], today, probing)


def newest_statement(address: str) -> int | None:
    """The newest yearly statement that the site with this home page has published; None while there is none; one statement."""
    rows = SiteStatement.objects.filter(site__address=address, published_at__isnull=False)
    return rows.order_by("-year").values_list("pk", flat=True).first()


def sight_of(site: InspectedSite) -> Sight:
    """What is known of a site today."""
    rows = Finding.objects.filter(site=site, state__in=[state.value for state in COUNTED])
    found = [Found(Kind(kind), on_home) for kind, on_home in rows.values_list("kind", "on_home")]
    return Sight(timezone.localdate(), site.newest_on, availability_of(site), ages_of(site), found)


def ages_of(site: InspectedSite) -> list[ColumnAge]:
    """The ages of its columns as they were kept."""
    return [ColumnAge(**{**each, "newest": date.fromisoformat(each["newest"])}) for each in site.columns]


@dataclass(frozen=True)
class Look:
    """One site as its page shows it. `counts` are kinds with how many findings stand, `columns` with days left."""

    availability: Availability
    probes: list[ProbeDay]
    warnings: list[EarlyWarning]
    counts: list[tuple[str, int, str]]
    columns: list[tuple[ColumnAge, int]]
    sheets: list[Sheet]
    figures: list[dict[str, Any]]


def look_at(site: InspectedSite, actor: Actor) -> Look:
    """What the page of a site shows the reader; five statements."""
    today, found = timezone.localdate(), availability_of(site)
    counts = _counts(site)
    ages = sorted(((age, age.left(today)) for age in ages_of(site)), key=lambda pair: pair[1])
    warnings = list(site.warnings.filter(until=None))
    return Look(
        availability=found,
        probes=list(site.probes.order_by("-day")[:SHOWN_DAYS]),
        warnings=warnings,
        counts=counts,
        columns=ages[:SHOWN_COLUMNS],
        sheets=list(
            Sheet.objects.visible_to(actor)
            .filter(site=site)
            .select_related("round")
            .order_by("-round__opened_on")[:SHOWN_SHEETS]
        ),
        figures=_figures(site, found, sum(count for _, count, _ in counts), len(warnings)),
    )


def _counts(site: InspectedSite) -> list[tuple[str, int, str]]:
    standing = Finding.objects.filter(site=site, state__in=[state.value for state in COUNTED])
    rows = standing.order_by().values_list("kind").annotate(count=Count("pk")).order_by("-count", "kind")
    page = reverse("inspection_findings")
    return [(Kind(kind).words, count, f"{page}?site={site.pk}&kind={kind}&state=standing") for kind, count in rows]


def _figures(site: InspectedSite, found: Availability, standing: int, warned: int) -> list[dict[str, Any]]:
    probing = scheme_on(timezone.localdate()).probing
    idle = (timezone.localdate() - site.newest_on).days if site.newest_on else None
    share = {"value": f"{100 - found.percent}", "unit": "%"} if found.tries else {"value": "—", "unit": ""}
    return [
        {"label": "待整改问题", "value": standing, "unit": "个", "note": "计入考核的"},
        {"label": "预警", "value": warned, "unit": "条", "note": "未解除的"},
        {"label": "首页可用率", **share, "note": f"近 {probing.days} 天打开 {found.tries} 次"},
        {"label": "首页未更新", "value": "—" if idle is None else idle, "unit": "天", "note": "满 14 天单项否决"},
    ]
