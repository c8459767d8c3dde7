"""Articles that stand on sites, withdrawn ones too, as their editors see them; and how each came about."""

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Left, Length

from mingtang.domains.portal.editing.models import Manuscript
from mingtang.domains.portal.editing.permissions import READ_MANUSCRIPTS
from mingtang.domains.portal.editing.queries.manuscripts import articles_within
from mingtang.domains.portal.sites.api import ArticlePage, ColumnPage, PortalSite
from mingtang.kernel.evidence.api import Actor

STEP = ArticlePage.steplen


def known_articles(actor: Actor) -> QuerySet[ArticlePage]:
    """Articles in the reader's sites and columns, each with `site_id`, `site_key`, `site_name`, `column_id`, `column_title`;
    three statements.
    """
    homes = PortalSite.objects.filter(site__root_page__path=OuterRef("home"))
    columns = ColumnPage.objects.filter(path=OuterRef("above"))
    rows = articles_within(actor, READ_MANUSCRIPTS)
    placed = rows.annotate(home=Left("path", 2 * STEP), above=Left("path", Length("path") - STEP))
    return placed.annotate(
        **{f"site_{name}": Subquery(homes.values(source)[:1]) for name, source in (("id", "pk"), ("key", "key"), ("name", "name"))},
        column_id=Subquery(columns.values("pk")[:1]),
        column_title=Subquery(columns.values("title")[:1]),
    )  # fmt: skip


def manuscripts_behind(actor: Actor, article: ArticlePage) -> list[Manuscript]:
    """The manuscripts of an article that the reader may see, corrections too, the newest first, with their reviews; two statements."""
    rows = Manuscript.objects.visible_to(actor).filter(article=article).listed().order_by("-written_at")
    return list(rows.prefetch_related("reviews__reviewer__person"))
