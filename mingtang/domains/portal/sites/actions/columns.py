"""The tree of columns of a site: one more, another name or duty, another place, retired, back.

The address of a column stays what it was, whatever it is called: links from elsewhere go on working.
"""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.models import Page

from mingtang.domains.portal.sites import acts
from mingtang.domains.portal.sites.events import ColumnsArranged
from mingtang.domains.portal.sites.models import ArticlePage, ColumnPage, PortalSite
from mingtang.domains.portal.sites.rules import cycle_of
from mingtang.kernel.directory.api import Organ, Refused
from mingtang.kernel.evidence.api import Actor, Deed, act

DEEPEST = 3
"""Columns below columns below columns: 政府网站发展指引 wants content within few clicks; three levels are practice."""


@dataclass(frozen=True, kw_only=True)
class ColumnDetails:
    """What is said of a column. Without a cycle of its own it has that of its type."""

    title: str
    column_type: str
    description: str = ""
    keywords: str = ""
    update_cycle_days: int | None = None
    must_update: bool = True
    organ: Organ | None = None

    @property
    def values(self) -> dict[str, Any]:
        """By column of the table."""
        return {**vars(self), "update_cycle_days": self.update_cycle_days or cycle_of(self.column_type)}


def add_column(
    actor: Actor, portal: PortalSite, details: ColumnDetails, *, slug: str, under: ColumnPage | None = None
) -> ColumnPage:
    """Add a column at the end of the home page, or of another column. Raises Refused, NotPermitted.

    It is shown to the public with its first article, because a blank column is a fault (国办秘函〔2019〕19号).
    """
    with act(acts.ADD_COLUMN, actor, within=portal) as deed:
        parent = _parent(portal, under)
        column = ColumnPage(slug=slug, show_in_menus=True, locale_id=parent.locale_id, **details.values)
        try:
            parent.add_child(instance=column)
        except ValidationError as fault:
            raise Refused("；".join(fault.messages), next(iter(fault.message_dict), "")) from fault
        deed.on, deed.note = column, column.title
        _announce(deed, portal)
    return column


def _parent(portal: PortalSite, under: ColumnPage | None) -> Page:
    """Where a new column goes, as it stands now. Raises Refused when it is not of this site, retired, or too deep."""
    root = Page.objects.get(pk=portal.site.root_page_id)
    if under is None:
        return root
    parent: ColumnPage | None = ColumnPage.objects.descendant_of(root).filter(pk=under.pk).first()
    if parent is None or not parent.live:
        raise Refused("上级栏目不在这个网站上，或已停用。", "under")
    if parent.depth - root.depth >= DEEPEST:
        raise Refused(f"栏目最多 {DEEPEST} 级。", "under")
    return parent


def change_column(actor: Actor, portal: PortalSite, column: ColumnPage, details: ColumnDetails) -> None:
    """Call a column otherwise, or give it another type, duty or organ. Raises Refused, NotPermitted."""
    _require_inside(portal, column)
    with act(acts.CHANGE_COLUMN, actor, column, within=portal) as deed:
        deed.change(column, draft_title=details.title, **details.values)
        _announce(deed, portal)


def move_column(actor: Actor, portal: PortalSite, column: ColumnPage, *, up: bool) -> None:
    """Let a column change places with the one before it, or after it, under the same parent. Raises Refused, NotPermitted."""
    _require_inside(portal, column)
    with act(acts.MOVE_COLUMN, actor, column, within=portal) as deed:
        neighbour = _neighbour(column, up=up)
        if neighbour is None:
            raise Refused("已经是第一个了。" if up else "已经是最后一个了。")
        super(Page, column).move(neighbour, "left" if up else "right")
        deed.note = f"移到“{neighbour.title}”{'之前' if up else '之后'}"
        _announce(deed, portal)


def _neighbour(column: ColumnPage, *, up: bool) -> ColumnPage | None:
    beside = ColumnPage.objects.sibling_of(column, inclusive=False)
    found: ColumnPage | None = (
        beside.filter(path__lt=column.path).order_by("-path")
        if up
        else beside.filter(path__gt=column.path).order_by("path")
    ).first()
    return found


def retire_column(actor: Actor, portal: PortalSite, column: ColumnPage, *, reason: str) -> None:
    """Take a column away. Raises Refused while columns or articles are in it that the public would miss, NotPermitted."""
    _require_inside(portal, column)
    if not column.live:
        raise Refused("这个栏目已经停用。")
    if not reason.strip():
        raise Refused("请写明停用的原因。", "reason")
    inside = ColumnPage.objects.descendant_of(column).live().count()
    if inside:
        raise Refused(f"还有 {inside} 个下级栏目，请先停用它们。")
    articles = ArticlePage.objects.descendant_of(column).filter(live=True).count()
    if articles:
        raise Refused(f"栏目里还有 {articles} 篇文章，请先撤稿或者转到其他栏目。")
    with act(acts.RETIRE_COLUMN, actor, column, within=portal, basis=reason.strip()) as deed:
        deed.change(column, live=False)
        _announce(deed, portal)


def restore_column(actor: Actor, portal: PortalSite, column: ColumnPage) -> None:
    """Bring a retired column back to where it was. Raises Refused, NotPermitted."""
    _require_inside(portal, column)
    if column.live:
        raise Refused("这个栏目没有停用。")
    if not Page.objects.parent_of(column).get().live:
        raise Refused("上级栏目还停用着，请先恢复它。")
    with act(acts.RESTORE_COLUMN, actor, column, within=portal) as deed:
        deed.change(column, live=True)
        _announce(deed, portal)


def _require_inside(portal: PortalSite, column: ColumnPage) -> None:
    if not column.url_path.startswith(portal.root_path):
        raise Refused("这个栏目不在这个网站上。")


def _announce(deed: Deed, portal: PortalSite) -> None:
    deed.announce(ColumnsArranged(subject=f"site:{portal.pk}", site_id=portal.pk))
