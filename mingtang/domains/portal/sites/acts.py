"""The kinds of acts of the portal."""

from mingtang.domains.portal.sites.permissions import ARRANGE_SITES, MANAGE_SITES, PUBLISH_ARTICLES
from mingtang.kernel.evidence.api import declare_act

REGISTER_SITE = declare_act("portal.register_site", "登记网站", MANAGE_SITES)
CHANGE_SITE = declare_act("portal.change_site", "修改网站登记", MANAGE_SITES)
OPEN_SITE = declare_act("portal.open_site", "开设网站", MANAGE_SITES)
SUSPEND_SITE = declare_act("portal.suspend_site", "网站临时下线", MANAGE_SITES)
RESUME_SITE = declare_act("portal.resume_site", "网站恢复运行", MANAGE_SITES)
CLOSE_SITE = declare_act("portal.close_site", "关停网站", MANAGE_SITES)
ADD_COLUMN = declare_act("portal.add_column", "增设栏目", ARRANGE_SITES)
CHANGE_COLUMN = declare_act("portal.change_column", "修改栏目", ARRANGE_SITES)
MOVE_COLUMN = declare_act("portal.move_column", "调整栏目次序", ARRANGE_SITES)
RETIRE_COLUMN = declare_act("portal.retire_column", "停用栏目", ARRANGE_SITES)
RESTORE_COLUMN = declare_act("portal.restore_column", "恢复栏目", ARRANGE_SITES)
OPEN_TOPIC = declare_act("portal.open_topic", "开设专题", ARRANGE_SITES)
CHANGE_TOPIC = declare_act("portal.change_topic", "修改专题", ARRANGE_SITES)
DRAFT_PAGE = declare_act("portal.draft_page", "编排版面草稿", ARRANGE_SITES)
ADD_MEDIUM = declare_act("portal.add_medium", "上传网站素材", ARRANGE_SITES)
COMPOSE_HOME = declare_act("portal.compose_home", "编排网站首页", ARRANGE_SITES)
COMPOSE_TOPIC = declare_act("portal.compose_topic", "编排专题", ARRANGE_SITES)
LOAD_PAGES = declare_act("portal.load_pages", "装入网站栏目和文章", MANAGE_SITES)
PUBLISH_ARTICLE = declare_act("portal.publish_article", "发布文章", PUBLISH_ARTICLES)
CORRECT_ARTICLE = declare_act("portal.correct_article", "更正文章", PUBLISH_ARTICLES)
WITHDRAW_ARTICLE = declare_act("portal.withdraw_article", "撤下文章", PUBLISH_ARTICLES)
EXPORT_SITES = declare_act("portal.export_sites", "导出网站登记", None)
