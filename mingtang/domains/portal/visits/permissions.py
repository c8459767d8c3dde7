"""Permissions of the figures, over the organ of a site."""

from mingtang.kernel.evidence.api import declare_permission

READ_VISITS = declare_permission("portal_visits.read", "查阅网站访问统计")
