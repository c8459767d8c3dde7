"""Permissions of the catalogue: three people stand between a draft and the public."""

from mingtang.kernel.evidence.api import declare_permission

READ_ITEMS = declare_permission("services.read_items", "查阅事项草稿")
EDIT_ITEMS = declare_permission("services.edit_items", "编制事项")
REVIEW_ITEMS = declare_permission("services.review_items", "部门审核事项")
AUDIT_ITEMS = declare_permission("services.audit_items", "审定发布事项")
"""Auditing also stops, resumes and ends items."""
MANAGE_CATALOG = declare_permission("services.manage_catalog", "维护基本目录")
