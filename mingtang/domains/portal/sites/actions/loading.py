"""Loading a tree of columns with their articles: how a site that existed elsewhere, or the demonstration, comes in."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from wagtail.models import Page
from wagtail.signal_handlers import disable_reference_index_auto_update

from mingtang.domains.portal.sites import acts
from mingtang.domains.portal.sites.events import PagesLoaded
from mingtang.domains.portal.sites.models import ArticlePage, ColumnPage, PortalSite
from mingtang.domains.portal.sites.rules import cycle_of
from mingtang.kernel.directory.api import Organ
from mingtang.kernel.evidence.api import Actor, act


@dataclass(frozen=True, kw_only=True)
class ArticlePlan:
    """An article as it comes in; `body` are blocks as Wagtail stores them."""

    slug: str
    title: str
    source: str
    editor: str
    publish_date: datetime
    body: Sequence[dict[str, Any]]
    organ: Organ
    subtitle: str = ""
    author: str = ""
    summary: str = ""
    keywords: str = ""
    top_until: date | None = None
    original_url: str = ""
    disclosure_number: str = ""


@dataclass(frozen=True, kw_only=True)
class ColumnPlan:
    """A column as it comes in. Without a cycle of its own it has that of its type."""

    slug: str
    title: str
    column_type: str
    description: str = ""
    must_update: bool = True
    organ: Organ | None = None
    update_cycle_days: int | None = None
    columns: Sequence["ColumnPlan"] = ()
    articles: Sequence[ArticlePlan] = field(default=())


def load_pages(actor: Actor, portal: PortalSite, columns: Sequence[ColumnPlan]) -> int:
    """Add columns with all that is in them under the home page; how many pages. Raises NotPermitted, ValidationError.

    The record counts them; single pages have no history before they came in.
    """
    with act(acts.LOAD_PAGES, actor, portal) as deed, disable_reference_index_auto_update():
        home = Page.objects.get(pk=portal.site.root_page_id)
        number = sum(_load_column(home, plan)[0] for plan in columns)
        deed.note = f"{number} 页"
        deed.announce(PagesLoaded(subject=f"site:{portal.pk}", site_id=portal.pk))
    return number


def _load_column(parent: Page, plan: ColumnPlan) -> tuple[int, datetime | None]:
    """How many pages have come in, and when the newest of the articles was published."""
    dates = [article.publish_date for article in plan.articles]
    values = {name: value for name, value in vars(plan).items() if name not in {"columns", "articles"}}
    values["update_cycle_days"] = plan.update_cycle_days or cycle_of(plan.column_type)
    column = ColumnPage(
        locale_id=parent.locale_id, show_in_menus=True, last_content_at=max(dates, default=None), **values
    )
    parent.add_child(instance=column)
    for article in plan.articles:
        column.add_child(instance=_article(column, article))
    inside = [_load_column(column, inner) for inner in plan.columns]
    newest = max((day for day in (column.last_content_at, *(day for _, day in inside)) if day), default=None)
    if newest != column.last_content_at:
        ColumnPage.objects.filter(pk=column.pk).update(last_content_at=newest)
    return 1 + len(plan.articles) + sum(count for count, _ in inside), newest


def _article(column: ColumnPage, plan: ArticlePlan) -> ArticlePage:
    values = {**vars(plan), "body": list(plan.body)}
    published = {"first_published_at": plan.publish_date, "last_published_at": plan.publish_date}
    return ArticlePage(locale_id=column.locale_id, **published, **values)
