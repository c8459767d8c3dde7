"""Permissions of the portal, over the organ that a site belongs to."""

from mingtang.kernel.evidence.api import declare_permission

READ_SITES = declare_permission("portal.read", "查阅网站登记")
MANAGE_SITES = declare_permission("portal.manage", "管理网站")
ARRANGE_SITES = declare_permission("portal.arrange", "编排网站的栏目、首页和专题")
PUBLISH_ARTICLES = declare_permission("portal.publish", "发布、更正、撤下文章")
"""Over the organ of a site, or that of a column: whoever is responsible for one column of a site publishes there."""
