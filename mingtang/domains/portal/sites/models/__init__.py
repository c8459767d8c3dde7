"""Sites, and the pages of which they are trees."""

from mingtang.domains.portal.sites.models.files import ArticleFile
from mingtang.domains.portal.sites.models.media import SiteMedium
from mingtang.domains.portal.sites.models.moved import FormerAddress
from mingtang.domains.portal.sites.models.pages import ArticlePage, ColumnPage, HomePage, TopicPage
from mingtang.domains.portal.sites.models.site import PortalSite

__all__ = [
    "ArticleFile",
    "ArticlePage",
    "ColumnPage",
    "FormerAddress",
    "HomePage",
    "PortalSite",
    "SiteMedium",
    "TopicPage",
]
