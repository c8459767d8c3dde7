"""Manuscripts and where one may write."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from mingtang.domains.portal.editing.models import Manuscript, ManuscriptQuerySet, Review, ReviewStep
from mingtang.domains.portal.editing.rules import HOLDERS, REVIEW_OF, STEPS, Hand
from mingtang.domains.portal.sites.api import ArticlePage, ColumnPage, PortalSite
from mingtang.kernel.cases.api import Token
from mingtang.kernel.evidence.api import Actor, Permission


def manuscripts_of(actor: Actor) -> ManuscriptQuerySet:
    """Those that the actor may see, as lists show them."""
    rows: ManuscriptQuerySet = Manuscript.objects.visible_to(actor)
    return rows.listed()


def sites_of(actor: Actor, permission: Permission) -> list[PortalSite]:
    """Sites of whose organs, or of one of whose columns, the actor holds a right; two statements."""
    whole = set(_sites(actor, permission).values_list("pk", flat=True))
    roots = ColumnPage.objects.filter(pk__in=_own_columns(actor, permission).values("pk")).values_list(
        "path", flat=True
    )
    sites = PortalSite.objects.select_related("site__root_page", "organ").order_by("kind", "key")
    paths = list(roots)
    return [
        site for site in sites
        if site.pk in whole or any(path.startswith(site.site.root_page.path) for path in paths)
    ]  # fmt: skip


def _sites(actor: Actor, permission: Permission) -> QuerySet[PortalSite]:
    rows: QuerySet[PortalSite] = PortalSite.objects.within(actor, permission)
    return rows


def _own_columns(actor: Actor, permission: Permission) -> QuerySet[ColumnPage]:
    """Columns of whose organs, or units, the actor holds a right."""
    rows: QuerySet[ColumnPage] = actor.narrow(ColumnPage.objects.all(), permission, ColumnPage.protection)
    return rows


def columns_of(actor: Actor, portal: PortalSite, permission: Permission) -> QuerySet[ColumnPage]:
    """Columns of a site over which the actor holds a right, in the order of the tree; three statements at most."""
    inside = ColumnPage.objects.descendant_of(portal.site.root_page).select_related("organ").order_by("path")
    if actor.may(permission, portal):
        return inside
    return inside.filter(pk__in=_own_columns(actor, permission).values("pk"))


def all_columns_of(actor: Actor, permission: Permission) -> QuerySet[ColumnPage]:
    """Columns of all sites over which the actor holds a right, in the order of the trees."""
    wanted = Q(pk__in=_own_columns(actor, permission).values("pk"))
    for portal in _sites(actor, permission).select_related("site__root_page"):
        wanted |= Q(path__startswith=portal.site.root_page.path)
    return ColumnPage.objects.filter(wanted).select_related("organ").order_by("path")


def articles_within(actor: Actor, permission: Permission) -> QuerySet[ArticlePage]:
    """Articles, withdrawn ones too, in the sites and columns over which the actor holds a right; two statements first."""
    wanted = Q(pk=None)
    for path in _sites(actor, permission).values_list("site__root_page__path", flat=True):
        wanted |= Q(path__startswith=path)
    for path in _own_columns(actor, permission).order_by("path").values_list("path", flat=True):
        wanted |= Q(path__startswith=path, depth=len(path) // ColumnPage.steplen + 1)
    rows: QuerySet[ArticlePage] = ArticlePage.objects.filter(wanted)
    return rows.select_related("organ")


def portal_of(column: ColumnPage) -> PortalSite:
    """The site that a column belongs to; one statement."""
    roots = [column.path[: ColumnPage.steplen * depth] for depth in range(1, column.depth)]
    return PortalSite.objects.select_related("site__root_page", "organ").get(site__root_page__path__in=roots)


def way_of(portal: PortalSite, column: ColumnPage) -> dict[int, tuple[int, str]]:
    """Who does each step: organ and holder, that of the column before that of the site, else the usual role; one statement."""
    rows = ReviewStep.objects.filter(Q(column=None) | Q(column=column), site=portal).order_by("column_id")
    known = {row.number: (row.organ_id, row.holder) for row in sorted(rows, key=lambda row: row.column_id or 0)}
    return {number: known.get(number, (portal.organ_id, HOLDERS[number])) for number in STEPS}


def open_review(manuscript: Manuscript) -> Sequence[Token]:
    """The open steps of review; one statement."""
    return list(Token.objects.filter(case=manuscript.case_id, node__in=REVIEW_OF, life="A", kind="T").order_by("no"))


def reviewed_before(manuscript: Manuscript) -> Review | None:
    """The last review that was made; one statement."""
    found: Review | None = manuscript.reviews.select_related("reviewer__person").last()
    return found


def writers_of(case_id: int) -> list[Hand]:
    """Everybody who wrote at the manuscript of a case; one statement."""
    rows = Manuscript.objects.filter(case=case_id, versions__saved_by__isnull=False)
    return [Hand(*row) for row in rows.values_list("versions__saved_by", "versions__saved_by__person").distinct()]


def reviewers_of(case_id: int) -> list[tuple[int, Hand]]:
    """Everybody who reviewed it, with the number of the review; one statement."""
    rows = Review.objects.filter(manuscript__case=case_id, reviewer__isnull=False)
    found = rows.values_list("number", "reviewer", "reviewer__person")
    return [(number, Hand(account, person)) for number, account, person in found]
