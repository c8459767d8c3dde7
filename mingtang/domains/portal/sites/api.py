"""What config may use of the portal; other domains meet it through facts."""

from mingtang.domains.portal.sites.actions.loading import ArticlePlan, ColumnPlan, load_pages
from mingtang.domains.portal.sites.actions.opening import SiteDetails, compose_home, open_site
from mingtang.domains.portal.sites.events import PagesLoaded
from mingtang.domains.portal.sites.models import ArticlePage, ColumnPage, HomePage, PortalSite

__all__ = [
    "ArticlePage",
    "ArticlePlan",
    "ColumnPage",
    "ColumnPlan",
    "HomePage",
    "PagesLoaded",
    "PortalSite",
    "SiteDetails",
    "compose_home",
    "load_pages",
    "open_site",
]
