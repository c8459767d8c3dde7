"""What of an original site a version in another language says, says as it was before, or does not say yet."""

from typing import Any

from django.db.models import Case, CharField, DateTimeField, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import LessThan

from mingtang.domains.portal.editing.models import Manuscript
from mingtang.domains.portal.editing.permissions import WRITE_MANUSCRIPTS
from mingtang.domains.portal.editing.queries.manuscripts import portal_of, sites_of
from mingtang.domains.portal.editing.rules import ENDED, Translation
from mingtang.domains.portal.sites.api import ArticlePage, ColumnPage, PortalSite
from mingtang.kernel.evidence.api import Actor


def versions_of(actor: Actor) -> list[PortalSite]:
    """Sites in other languages that the actor writes for, with their originals; three statements."""
    keys = [site.pk for site in sites_of(actor, WRITE_MANUSCRIPTS) if site.original_id is not None]
    rows = PortalSite.objects.filter(pk__in=keys).exclude(state=PortalSite.State.CLOSED)
    return list(rows.select_related("site__root_page", "organ", "original__site__root_page").order_by("key"))


def originals_for(version: PortalSite) -> QuerySet[Any]:
    """Published articles of the original site, each with its `translation` in the version (id), what of it was translated
    (`seen_at`), when it last changed (`new_at`), the manuscript that translates it now (`underway`) and `standing`.
    """
    original: Any = version.original
    inside = ArticlePage.objects.descendant_of(version.site.root_page)
    said = inside.filter(translation_key=OuterRef("translation_key"), live=True)
    written = Manuscript.objects.filter(site=version, translates=OuterRef("pk")).exclude(stage__in=ENDED)
    rows: QuerySet[Any] = ArticlePage.objects.descendant_of(original.site.root_page).published()
    told = rows.annotate(
        translation=Subquery(said.values("pk")[:1]),
        seen_at=Subquery(said.values("translated_of")[:1], output_field=DateTimeField()),
        new_at=Coalesce("corrected_at", "publish_date"),
        underway=Subquery(written.values("pk")[:1]),
        version_id=Value(version.pk),
    )
    return told.annotate(standing=_standing()).select_related("organ")


def originals(column: ColumnPage) -> QuerySet[ArticlePage]:
    """Published articles that may be translated in a column: those of the site of which its site is a version; two statements."""
    original: Any = portal_of(column).original
    rows = ArticlePage.objects.published()
    return rows.descendant_of(original.site.root_page) if original else rows.none()


def _standing() -> Case:
    return Case(
        When(underway__isnull=False, then=Value(Translation.UNDERWAY.value)),
        When(translation=None, then=Value(Translation.MISSING.value)),
        When(LessThan(F("seen_at"), F("new_at")), then=Value(Translation.OLDER.value)),
        default=Value(Translation.DONE.value),
        output_field=CharField(),
    )


def same_column(version: PortalSite, article: ArticlePage) -> ColumnPage | None:
    """The column of a version that stands for the one an article of the original is in; one statement."""
    above = ColumnPage.objects.filter(path=article.path[: -ColumnPage.steplen]).values("translation_key")
    inside = ColumnPage.objects.descendant_of(version.site.root_page).filter(live=True)
    found: ColumnPage | None = inside.filter(translation_key__in=above).first()
    return found
