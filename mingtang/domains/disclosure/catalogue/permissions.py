"""Permissions of proactive disclosure. Who reviews follows from the roles that the process names."""

from mingtang.kernel.evidence.api import declare_permission

READ_ITEMS = declare_permission("disclosure.read_items", "查阅主动公开信息")
DRAFT_ITEMS = declare_permission("disclosure.draft_items", "拟稿、录入主动公开信息")
SIGN_ITEMS = declare_permission("disclosure.sign_items", "签发、撤下主动公开信息，变更有效性")
REVIEW_SECRECY = declare_permission("disclosure.review_secrecy", "主动公开保密审查")
KEEP_CATALOGUE = declare_permission("disclosure.keep_catalogue", "维护公开目录和公开指南")
