"""Sites and columns around an article."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from mingtang.domains.portal.sharing.models import ColumnMapping
from mingtang.domains.portal.sites.api import ArticlePage, ColumnPage, PortalSite


def site_of(article: ArticlePage) -> PortalSite:
    """The site that an article stands on; one statement. Raises PortalSite.DoesNotExist."""
    root = article.path[: 2 * article.steplen]
    return PortalSite.objects.select_related("site__root_page", "organ").get(site__root_page__path=root)


def column_of(article: ArticlePage) -> ColumnPage:
    """The column that an article stands in; one statement."""
    found: ColumnPage = ColumnPage.objects.get(path=article.path[: -article.steplen])
    return found


def columns_from_inside(article: ArticlePage) -> list[int]:
    """Ids of the columns above an article, the nearest first; one statement."""
    above = ColumnPage.objects.ancestor_of(article).order_by("-depth")
    return list(above.values_list("pk", flat=True))


def columns_of(site: PortalSite) -> QuerySet[ColumnPage]:
    """The columns of a site in the order of its tree."""
    rows: QuerySet[ColumnPage] = ColumnPage.objects.descendant_of(site.site.root_page).live().order_by("path")
    return rows


def sites_below(site: PortalSite) -> QuerySet[PortalSite]:
    """Open sites below `site`: of a portal those of its region, of a department those that it leads or guides.

    Neither topics, which are sites for a time, nor versions in other languages, which follow the site they belong to.
    """
    region, organ = site.organ.region_id, site.organ
    if site.kind == PortalSite.Kind.PORTAL:
        inside = Q(organ__region__code__startswith=region) & ~Q(kind=PortalSite.Kind.PORTAL, organ__region_id=region)
    else:
        inside = Q(organ__path__startswith=organ.path) | Q(organ__line_superior=organ)
    below = PortalSite.objects.filter(inside, state=PortalSite.State.OPEN, original=None).exclude(pk=site.pk)
    return below.exclude(kind=PortalSite.Kind.TOPIC).select_related("organ", "site__root_page")


def column_for(article: ArticlePage, site: PortalSite) -> ColumnPage | None:
    """Where an article belongs on another site: the column mapped to its own or the nearest above, else the only one
    of its type that has no columns inside.
    """
    above: Sequence[int] = columns_from_inside(article)
    mapped = {each.column_id: each.target for each in _mappings(site, above)}
    if found := next((mapped[key] for key in above if key in mapped), None):
        return found
    wanted, columns = column_of(article).column_type, list(columns_of(site))
    parents = {each.path[: -each.steplen] for each in columns}
    same = [each for each in columns if each.column_type == wanted and each.path not in parents]
    return same[0] if len(same) == 1 else None


def _mappings(site: PortalSite, columns: Sequence[int]) -> QuerySet[ColumnMapping]:
    return ColumnMapping.objects.filter(site=site, column__in=columns).select_related("target")
