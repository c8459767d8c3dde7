"""Sites, and the pages of which they are trees."""

from mingtang.domains.portal.sites.models.pages import ArticlePage, ColumnPage, HomePage
from mingtang.domains.portal.sites.models.site import PortalSite

__all__ = ["ArticlePage", "ColumnPage", "HomePage", "PortalSite"]
