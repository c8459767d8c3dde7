"""The kinds of acts of the portal."""

from mingtang.domains.portal.sites.permissions import MANAGE_SITES, PUBLISH_ARTICLES
from mingtang.kernel.evidence.api import declare_act

OPEN_SITE = declare_act("portal.open_site", "开设网站", MANAGE_SITES)
COMPOSE_HOME = declare_act("portal.compose_home", "编排网站首页", MANAGE_SITES)
LOAD_PAGES = declare_act("portal.load_pages", "装入网站栏目和文章", MANAGE_SITES)
PUBLISH_ARTICLE = declare_act("portal.publish_article", "发布文章", PUBLISH_ARTICLES)
CORRECT_ARTICLE = declare_act("portal.correct_article", "更正文章", PUBLISH_ARTICLES)
WITHDRAW_ARTICLE = declare_act("portal.withdraw_article", "撤下文章", PUBLISH_ARTICLES)
