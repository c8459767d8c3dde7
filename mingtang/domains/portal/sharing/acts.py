"""The kinds of acts of sharing. Mirrors themselves are published, corrected and withdrawn by acts of the sites, by the system."""

from mingtang.domains.portal.sharing.permissions import SHARE_ARTICLES, TAKE_ARTICLES
from mingtang.kernel.evidence.api import declare_act

OFFER_ARTICLE = declare_act("portal_sharing.offer", "共享文章", SHARE_ARTICLES)
RECALL_ARTICLE = declare_act("portal_sharing.recall", "收回共享文章", SHARE_ARTICLES)
ACCEPT_MIRROR = declare_act("portal_sharing.accept", "采用共享文章", TAKE_ARTICLES)
DECLINE_MIRROR = declare_act("portal_sharing.decline", "不采用共享文章", TAKE_ARTICLES)
DROP_MIRROR = declare_act("portal_sharing.drop", "停用共享文章", TAKE_ARTICLES)
RETRY_MIRROR = declare_act("portal_sharing.retry", "重试共享", None)
RENEW_MIRROR = declare_act("portal_sharing.renew", "更新共享文章", None)
GIVE_ARTICLE = declare_act("portal_sharing.give", "按订阅分发文章", None)
SUBSCRIBE = declare_act("portal_sharing.subscribe", "订阅栏目", TAKE_ARTICLES)
UNSUBSCRIBE = declare_act("portal_sharing.unsubscribe", "退订栏目", TAKE_ARTICLES)
MAP_COLUMN = declare_act("portal_sharing.map_column", "设置栏目对应", TAKE_ARTICLES)
