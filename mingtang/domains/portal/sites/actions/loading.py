"""Loading a tree of columns with their articles: how a site that existed elsewhere, or the demonstration, comes in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from wagtail.models import Page

from mingtang.domains.portal.sites import acts
from mingtang.domains.portal.sites.actions.growing import Growth
from mingtang.domains.portal.sites.actions.plans import ArticlePlan, ColumnPlan
from mingtang.domains.portal.sites.events import PagesLoaded
from mingtang.domains.portal.sites.models import ArticlePage, ColumnPage, PortalSite
from mingtang.domains.portal.sites.rules import cycle_of
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, act

_INSIDE = {"columns", "articles", "interprets", "translates"}
"""What of a plan is no column of the table."""


def load_pages(actor: Actor, portal: PortalSite, columns: Sequence[ColumnPlan]) -> int:
    """Add columns with all that is in them under the home page; how many pages, by a dozen statements.

    The record counts them; single pages have no history before they came in. Raises NotPermitted, ValidationError, Refused.
    """
    with act(acts.LOAD_PAGES, actor, portal) as deed:
        loading = _Loading(portal)
        for plan in columns:
            loading.column(loading.growth.root, plan)
        loading.write()
        number = len(loading.growth.pages)
        deed.note = f"{number} 页"
        deed.announce(PagesLoaded(subject=f"site:{portal.pk}", site_id=portal.pk))
    return number


class _Loading:
    """One load: the pages, and which of them speak of others."""

    def __init__(self, portal: PortalSite) -> None:
        self.portal = portal
        self.growth = Growth(Page.objects.get(pk=portal.site.root_page_id))
        self.interpreting: list[tuple[ArticlePage, str]] = []
        self.keys = _translation_keys(portal)

    def column(self, parent: Page, plan: ColumnPlan) -> datetime | None:
        """Add a column and what is in it; when the newest of its articles was published."""
        values = {**_values(plan), "update_cycle_days": plan.update_cycle_days or cycle_of(plan.column_type)}
        column = ColumnPage(show_in_menus=True, **values, **self._key(plan.translates))
        self.growth.add(parent, column)
        dates = [self._article(column, article) for article in plan.articles]
        inside = [self.column(column, inner) for inner in plan.columns]
        column.last_content_at = max((at for at in (*dates, *inside) if at), default=None)
        return column.last_content_at

    def _article(self, column: ColumnPage, plan: ArticlePlan) -> datetime:
        published = {"first_published_at": plan.publish_date, "last_published_at": plan.publish_date}
        values = {**_values(plan), "body": list(plan.body)}
        article = ArticlePage(**published, **values, **self._key(plan.translates))
        self.growth.add(column, article)
        if plan.interprets:
            self.interpreting.append((article, plan.interprets))
        return plan.publish_date

    def _key(self, path: str) -> dict[str, Any]:
        if path and path not in self.keys:
            raise Refused(f"原文网站里没有 {path}。", "translates")
        return {"translation_key": self.keys[path]} if path else {}

    def write(self) -> None:
        self.growth.write()
        if self.interpreting:
            inside = ArticlePage.objects.descendant_of(self.growth.root)
            documents = {self._inner(path): pk for pk, path in inside.values_list("pk", "url_path")}
            for article, path in self.interpreting:
                if path not in documents:
                    raise Refused(f"网站里没有 {path}。", "interprets")
                article.interprets_id = documents[path]
            ArticlePage.objects.bulk_update([article for article, _ in self.interpreting], ["interprets"])

    def _inner(self, url_path: str) -> str:
        return url_path.removeprefix(self.portal.root_path).strip("/")


def _values(plan: ArticlePlan | ColumnPlan) -> dict[str, Any]:
    return {name: value for name, value in vars(plan).items() if name not in _INSIDE}


def _translation_keys(portal: PortalSite) -> dict[str, Any]:
    """What ties pages of the original of this site to their translations, by path; nothing for a site that has none."""
    if portal.original is None:
        return {}
    root = portal.original.site.root_page
    rows = Page.objects.descendant_of(root).values_list("url_path", "translation_key")
    return {path.removeprefix(root.url_path).strip("/"): key for path, key in rows}
