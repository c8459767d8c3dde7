"""Permissions of the portal, over the organ that a site belongs to."""

from mingtang.kernel.evidence.api import declare_permission

READ_SITES = declare_permission("portal.read", "查阅网站登记")
MANAGE_SITES = declare_permission("portal.manage", "管理网站")
