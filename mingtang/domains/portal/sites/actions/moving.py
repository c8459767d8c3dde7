"""Articles that go to another column of their site, all at once or not at all; their old addresses lead after them."""

from collections.abc import Collection, Sequence

from django.db.models import F, QuerySet
from wagtail.models import Page

from mingtang.domains.portal.sites import acts
from mingtang.domains.portal.sites.actions.columns import retire_column
from mingtang.domains.portal.sites.actions.freshness import freshen
from mingtang.domains.portal.sites.events import ArticlesMoved, ColumnMerged
from mingtang.domains.portal.sites.models import ArticlePage, ColumnPage, FormerAddress, PortalSite
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, Deed, act, several_acts

AT_A_TIME = 200


def move_articles(
    actor: Actor,
    portal: PortalSite,
    column: ColumnPage,
    into: ColumnPage,
    *,
    reason: str,
    only: Collection[int] | None = None,
) -> int:
    """Let the published articles that stand in a column itself stand in another one; how many. Raises Refused, NotPermitted.

    `only` names some of them by key. Withdrawn ones stay: their addresses go on saying when and why they went. Two statements
    for each article and some twenty more.
    """
    _require_sense(portal, column, into, reason)
    with act(acts.MOVE_ARTICLES, actor, column, within=portal, basis=reason.strip()) as deed:
        source, target = _both_locked(column, into)
        articles = list(_movable(source, only))
        if not articles:
            raise Refused("栏目里没有可以转移的文章。", "articles")
        _place(deed, portal, target, articles)
        Page.objects.filter(pk=source.pk).update(numchild=F("numchild") - len(articles))
        freshen([*_above(source), *_above(target)])
        deed.note = f"{len(articles)} 篇文章转到“{target.title}”"
        deed.announce(
            ArticlesMoved(subject=f"site:{portal.pk}", site_id=portal.pk, column_id=source.pk, into_id=target.pk)
        )
    return len(articles)


def merge_column(actor: Actor, portal: PortalSite, column: ColumnPage, into: ColumnPage, *, reason: str) -> int:
    """Retire a column for good: its articles, and its address, lead to another one; how many. Raises Refused, NotPermitted."""
    with several_acts():
        count = move_articles(actor, portal, column, into, reason=reason) if _movable(column).exists() else 0
        column.refresh_from_db()
        retire_column(actor, portal, column, reason=reason)
        with act(acts.MERGE_COLUMN, actor, column, within=portal, basis=reason.strip()) as deed:
            _require_sense(portal, column, into, reason)
            _lead_to(deed, portal, {column.url_path: column.pk}, into.pk)
            _forget(deed, portal, [into.url_path])
            deed.note = f"并入“{into.title}”"
            merged = ColumnMerged(subject=f"site:{portal.pk}", site_id=portal.pk, column_id=column.pk, into_id=into.pk)
            deed.announce(merged)
    return count


def _require_sense(portal: PortalSite, column: ColumnPage, into: ColumnPage, reason: str) -> None:
    for each in (column, into):
        if not each.url_path.startswith(portal.root_path):
            raise Refused(f"栏目“{each.title}”不在这个网站上。", "into")
    if column.pk == into.pk:
        raise Refused("请选择另一个栏目。", "into")
    if not into.live:
        raise Refused(f"栏目“{into.title}”已经停用。", "into")
    if not reason.strip():
        raise Refused("请写明转移的原因。", "reason")


def _both_locked(column: ColumnPage, into: ColumnPage) -> tuple[ColumnPage, ColumnPage]:
    """Both columns as they stand, ours until the end, so that no two articles get one place."""
    rows = ColumnPage.objects.select_for_update(of=("self",)).filter(pk__in=[column.pk, into.pk]).order_by("pk")
    found = {row.pk: row for row in rows}
    return found[column.pk], found[into.pk]


def _movable(column: ColumnPage, only: Collection[int] | None = None) -> QuerySet[ArticlePage]:
    rows: QuerySet[ArticlePage] = ArticlePage.objects.child_of(column).filter(live=True).order_by("path")
    return rows if only is None else rows.filter(pk__in=only)


def _place(deed: Deed, portal: PortalSite, target: ColumnPage, articles: Sequence[ArticlePage]) -> None:
    """Give the articles the next places under a column, in their order, under names that are free there."""
    last = target.get_last_child()
    step = int(Page._str2int(last.path[-Page.steplen :])) if last else 0
    taken = set(Page.objects.child_of(target).values_list("slug", flat=True))
    former = {}
    for article in articles:
        step += 1
        former[article.url_path] = article.pk
        article.slug = _free(article.slug, taken)
        article.path, article.depth = Page._get_path(target.path, target.depth + 1, step), target.depth + 1
        article.url_path = f"{target.url_path}{article.slug}/"
    places = [
        Page(pk=each.pk, path=each.path, depth=each.depth, slug=each.slug, url_path=each.url_path) for each in articles
    ]
    Page.objects.bulk_update(places, ["path", "depth", "slug", "url_path"], batch_size=AT_A_TIME)
    Page.objects.filter(pk=target.pk).update(numchild=F("numchild") + len(articles))
    _forget(deed, portal, [article.url_path for article in articles])
    _lead_to(deed, portal, former)


def _free(slug: str, taken: set[str]) -> str:
    """The name itself, else with a number behind it."""
    found = next(
        name for number in range(len(taken) + 2) if (name := f"{slug}-m{number}" if number else slug) not in taken
    )
    taken.add(found)
    return found


def _lead_to(deed: Deed, portal: PortalSite, former: dict[str, int], to: int | None = None) -> None:
    """Let addresses of the tree lead to the page that stood there, or all of them to one page."""
    _forget(deed, portal, former)
    for url_path, pk in former.items():
        deed.create(FormerAddress(portal=portal, path=_inner(portal, url_path), page_id=to or pk))


def _forget(deed: Deed, portal: PortalSite, url_paths: Collection[str]) -> None:
    """Where a page stands now, nobody is led elsewhere, not even once it is gone."""
    paths = [_inner(portal, url_path) for url_path in url_paths]
    for start in range(0, len(paths), AT_A_TIME):
        for row in FormerAddress.objects.filter(portal=portal, path__in=paths[start : start + AT_A_TIME]):
            deed.remove(row)


def _inner(portal: PortalSite, url_path: str) -> str:
    return url_path.removeprefix(portal.root_path).strip("/")


def _above(column: ColumnPage) -> list[ColumnPage]:
    return list(ColumnPage.objects.ancestor_of(column, inclusive=True))
