"""The kinds of acts of the portal."""

from mingtang.domains.portal.sites.permissions import MANAGE_SITES, PUBLISH_ARTICLES
from mingtang.kernel.evidence.api import declare_act

OPEN_SITE = declare_act("portal.open_site", "开设网站", MANAGE_SITES)
SUSPEND_SITE = declare_act("portal.suspend_site", "网站临时下线", MANAGE_SITES)
RESUME_SITE = declare_act("portal.resume_site", "网站恢复运行", MANAGE_SITES)
CLOSE_SITE = declare_act("portal.close_site", "关停网站", MANAGE_SITES)
OPEN_TOPIC = declare_act("portal.open_topic", "开设专题", MANAGE_SITES)
COMPOSE_HOME = declare_act("portal.compose_home", "编排网站首页", MANAGE_SITES)
LOAD_PAGES = declare_act("portal.load_pages", "装入网站栏目和文章", MANAGE_SITES)
PUBLISH_ARTICLE = declare_act("portal.publish_article", "发布文章", PUBLISH_ARTICLES)
CORRECT_ARTICLE = declare_act("portal.correct_article", "更正文章", PUBLISH_ARTICLES)
WITHDRAW_ARTICLE = declare_act("portal.withdraw_article", "撤下文章", PUBLISH_ARTICLES)
