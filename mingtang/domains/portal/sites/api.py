"""What config may use of the portal; other domains meet it through facts."""

from mingtang.domains.portal.sites.actions.composing import compose_home
from mingtang.domains.portal.sites.actions.lifecycle import close_site, resume_site, suspend_site
from mingtang.domains.portal.sites.actions.loading import load_pages
from mingtang.domains.portal.sites.actions.media import add_medium
from mingtang.domains.portal.sites.actions.moving import merge_column, move_articles
from mingtang.domains.portal.sites.actions.opening import (
    SiteDetails,
    change_site,
    launch_site,
    open_site,
    register_site,
)
from mingtang.domains.portal.sites.actions.plans import ArticlePlan, ColumnPlan
from mingtang.domains.portal.sites.actions.publishing import (
    ArticleText,
    Publication,
    TextFile,
    correct_article,
    publish_articles,
    withdraw_article,
)
from mingtang.domains.portal.sites.actions.topics import TopicDetails, open_topic
from mingtang.domains.portal.sites.addresses import address_in, public_paths
from mingtang.domains.portal.sites.events import (
    ArticleCorrected,
    ArticlePublished,
    ArticlesMoved,
    ArticleWithdrawn,
    ColumnMerged,
    ColumnsArranged,
    HomeComposed,
    PagesLoaded,
    SiteRegisterChanged,
    SiteStateChanged,
    TopicComposed,
    TopicOpened,
)
from mingtang.domains.portal.sites.frames import FRAME_TRUE_FOR, MARK
from mingtang.domains.portal.sites.models import ArticleFile, ArticlePage, ColumnPage, HomePage, PortalSite, TopicPage
from mingtang.domains.portal.sites.models.media import PICTURES
from mingtang.domains.portal.sites.neighbours import Answer, register_answers, register_letter_boxes, register_statement
from mingtang.domains.portal.sites.overview import indented
from mingtang.domains.portal.sites.permissions import PUBLISH_ARTICLES
from mingtang.domains.portal.sites.queries import answers
from mingtang.domains.portal.sites.reserving import reserve_for_the_system, why_reserved
from mingtang.domains.portal.sites.rules import COLUMN_TYPES, cycle_of

__all__ = [
    "COLUMN_TYPES",
    "FRAME_TRUE_FOR",
    "MARK",
    "PICTURES",
    "PUBLISH_ARTICLES",
    "Answer",
    "ArticleCorrected",
    "ArticleFile",
    "ArticlePage",
    "ArticlePlan",
    "ArticlePublished",
    "ArticleText",
    "ArticleWithdrawn",
    "ArticlesMoved",
    "ColumnMerged",
    "ColumnPage",
    "ColumnPlan",
    "ColumnsArranged",
    "HomeComposed",
    "HomePage",
    "PagesLoaded",
    "PortalSite",
    "Publication",
    "SiteDetails",
    "SiteRegisterChanged",
    "SiteStateChanged",
    "TextFile",
    "TopicComposed",
    "TopicDetails",
    "TopicOpened",
    "TopicPage",
    "add_medium",
    "address_in",
    "answers",
    "change_site",
    "close_site",
    "compose_home",
    "correct_article",
    "cycle_of",
    "indented",
    "launch_site",
    "load_pages",
    "merge_column",
    "move_articles",
    "open_site",
    "open_topic",
    "public_paths",
    "publish_articles",
    "register_answers",
    "register_letter_boxes",
    "register_site",
    "register_statement",
    "reserve_for_the_system",
    "resume_site",
    "suspend_site",
    "why_reserved",
    "withdraw_article",
]
