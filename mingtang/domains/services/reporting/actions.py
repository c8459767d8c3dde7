"""Telling what has changed in an application."""

from uuid import UUID

from django.utils import timezone

from mingtang.domains.services.applications.api import Application
from mingtang.domains.services.ratings.api import Rating
from mingtang.domains.services.reporting.models import ReportedRow
from mingtang.domains.services.reporting.projection import Picture, rows_of
from mingtang.domains.services.reporting.rules import News, day_text, faults_of, news_of
from mingtang.domains.services.reporting.sets import fields_of, secret_fields


def report(application_id: int) -> list[ReportedRow]:
    """Add a row for everything that is new or says something else than last told; telling again adds nothing.

    Belongs behind the fact; two that tell of the same application follow one another.
    """
    found = (
        Application.objects.select_for_update(of=("self",), no_key=True)
        .select_related("item", "version", "organ", "case")
        .filter(pk=application_id)
        .exclude(number="")
        .first()
    )
    if found is None:
        return []
    known = _last_told(found)
    return ReportedRow.objects.bulk_create(_row(found, news) for news in news_of(rows_of(_picture(found)), known))


def _picture(application: Application) -> Picture:
    grade = Rating.objects.filter(invitation__application=application).values_list("grade", flat=True).first()
    return Picture(application, grade=str(grade or ""))


def _last_told(application: Application) -> dict[tuple[str, UUID], str]:
    """The digests last told, by set and row."""
    rows = ReportedRow.objects.filter(application=application).order_by("pk").values_list("set", "guid", "digest")
    return {(name, guid): digest for name, guid, digest in rows}


def _row(application: Application, news: News) -> ReportedRow:
    told, now, secret = news.row, timezone.now(), secret_fields(news.row.set)
    return ReportedRow(
        set=told.set,
        guid=told.guid,
        operation=news.operation,
        at=now,
        batch=day_text(timezone.localdate(now)),
        application=application,
        organ_id=application.organ_id,
        data={name: value for name, value in told.values.items() if name not in secret},
        **ReportedRow.confidential_values(told.set, told.values),
        digest=told.digest,
        fault="；".join(faults_of(fields_of(told.set), told.values))[:1000],
    )
