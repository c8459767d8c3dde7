"""What config may use of the portal; other domains meet it through facts."""

from mingtang.domains.portal.sites.actions.loading import load_pages
from mingtang.domains.portal.sites.actions.opening import SiteDetails, compose_home, open_site
from mingtang.domains.portal.sites.actions.plans import ArticlePlan, ColumnPlan
from mingtang.domains.portal.sites.actions.publishing import (
    ArticleText,
    Publication,
    TextFile,
    correct_article,
    publish_articles,
    withdraw_article,
)
from mingtang.domains.portal.sites.events import ArticleCorrected, ArticlePublished, ArticleWithdrawn, PagesLoaded
from mingtang.domains.portal.sites.models import ArticlePage, ColumnPage, HomePage, PortalSite

__all__ = [
    "ArticleCorrected",
    "ArticlePage",
    "ArticlePlan",
    "ArticlePublished",
    "ArticleText",
    "ArticleWithdrawn",
    "ColumnPage",
    "ColumnPlan",
    "HomePage",
    "PagesLoaded",
    "PortalSite",
    "Publication",
    "SiteDetails",
    "TextFile",
    "compose_home",
    "correct_article",
    "load_pages",
    "open_site",
    "publish_articles",
    "withdraw_article",
]
