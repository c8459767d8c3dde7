"""Articles that stand on the reader's sites: the list, and one with how it came about and what may be done with it."""

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from mingtang.domains.portal.editing import acts
from mingtang.domains.portal.editing.forms import ArticleFilter
from mingtang.domains.portal.editing.permissions import READ_MANUSCRIPTS, WRITE_MANUSCRIPTS
from mingtang.domains.portal.editing.queries.articles import known_articles, manuscripts_behind
from mingtang.domains.portal.editing.queries.manuscripts import columns_of, sites_of
from mingtang.domains.portal.editing.queries.places import Place, place_of
from mingtang.domains.portal.editing.rules import Standing, standing_of
from mingtang.domains.portal.editing.views.showing import tabs
from mingtang.domains.portal.sites.api import PUBLISH_ARTICLES, ColumnPage, PortalSite, address_in, why_reserved
from mingtang.kernel.evidence.api import Actor, Permission, act, asks
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag

_KINDS = {Standing.PUBLIC: "good", Standing.CORRECTED: "state", Standing.WITHDRAWN: "off", Standing.EXPIRED: "warn"}


def _standing(article: Any) -> Standing:
    return standing_of(article.withdrawn_at, article.corrected_at, article.expire_at, timezone.now())


def _tag(article: Any) -> Any:
    standing = _standing(article)
    return tag(standing.label, _KINDS[standing])


def _address(article: Any) -> str:
    return address_in(article.site_key, article.url_path)


ARTICLES = Listing(
    columns=(
        Column("title", "标题", sort="title", link=lambda each: reverse("published_article", args=[each.pk]),
               sub=lambda each: each.column_title),
        Column("site", "网站", value=lambda each: each.site_name, middle=True),
        Column("state", "状态", value=lambda each: _standing(each).label, show=_tag),
        Column("author", "作者", sort="author", minor=True),
        Column("editor", "责任编辑", sort="editor", middle=True),
        Column("publish_date", "发布时间", sort="publish_date", kind="datetime"),
        Column("column", "栏目", value=lambda each: each.column_title, export_only=True),
        Column("source", "来源", export_only=True),
        Column("organ", "发布单位", value=lambda each: each.organ.name, export_only=True),
        Column("corrected_at", "更正时间", kind="datetime", export_only=True),
        Column("withdrawn_at", "撤稿时间", kind="datetime", export_only=True),
        Column("address", "网址", value=_address, export_only=True),
    ),
    default_sort="-publish_date", filter_form=ArticleFilter, caption="已发布文章", unit="篇", exportable=True,
    empty="还没有发布过文章。",
)  # fmt: skip


@asks(READ_MANUSCRIPTS)
def articles_page(request: Any) -> HttpResponseBase:
    """Articles of one's sites and columns; seven statements however many there are."""
    sites = sites_of(request.actor, READ_MANUSCRIPTS)
    chosen = _chosen(request, sites)
    columns = list(columns_of(request.actor, chosen, READ_MANUSCRIPTS)) if chosen else []
    said: dict[str, Any] = {"sites": sites, "columns": columns, "chosen": chosen}
    rows = known_articles(request.actor)
    if request.GET.get("export"):
        with act(acts.EXPORT, request.actor) as deed:
            deed.note = f"导出已发布文章：{request.GET.urlencode()}"
        return ARTICLES.export(request, rows, "已发布文章", **said)
    page = ARTICLES.page(request, rows, **said)
    return render(request, "editing/articles.html", {"page": page, "tabs": tabs("published_articles")})


def _chosen(request: Any, sites: list[PortalSite]) -> PortalSite | None:
    """The site of the filter; the only one where there is no other. Its columns can be chosen then."""
    if len(sites) == 1:
        return sites[0]
    return next((site for site in sites if str(site.pk) == request.GET.get("site")), None)


@asks(READ_MANUSCRIPTS)
def article_page(request: Any, article: int) -> HttpResponseBase:
    """One article: where it stands, how it came about, and the ways to correct and to withdraw it."""
    page: Any = get_object_or_404(known_articles(request.actor), pk=article)
    place, reserved = place_of(page), why_reserved(page)
    may_change = page.live and not reserved
    context = {
        "article": page,
        "standing": _tag(page),
        "address": place.site.address_of(page.url_path),
        "facts": _facts(page, place),
        "manuscripts": manuscripts_behind(request.actor, page),
        "reserved": reserved,
        "may_correct": may_change and _may(request.actor, WRITE_MANUSCRIPTS, place),
        "may_withdraw": may_change and _may(request.actor, PUBLISH_ARTICLES, place),
    }
    return render(request, "editing/article.html", context)


def _may(actor: Actor, permission: Permission, place: Place) -> bool:
    """Over the site, or over the column where an organ of its own is responsible."""
    column: ColumnPage = place.column
    return actor.may(permission, place.site) or (column.organ_id is not None and actor.may(permission, column))


def _facts(page: Any, place: Place) -> list[tuple[str, Any]]:
    times = {"发布时间": page.publish_date, "更正时间": page.corrected_at, "撤稿时间": page.withdrawn_at}
    times |= {"有效期至": page.expire_at}
    facts = [
        ("网站和栏目", place.label),
        ("发布单位", page.organ.name),
        ("来源", page.source),
        ("作者", page.author),
        ("责任编辑", page.editor),
        *((label, f"{timezone.localtime(at):%Y-%m-%d %H:%M}") for label, at in times.items() if at),
        ("更正说明", page.correction),
        ("撤稿原因", page.withdrawal_reason),
        ("原文地址", page.original_url),
    ]
    return [(label, value) for label, value in facts if value]
