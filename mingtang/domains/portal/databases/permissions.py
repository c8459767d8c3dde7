"""Permissions of the special databases, over the organ that a record belongs to. What is public is read without any."""

from mingtang.kernel.evidence.api import declare_permission

READ_RECORDS = declare_permission("portal_databases.read", "查阅专题数据库全部内容")
KEEP_RECORDS = declare_permission("portal_databases.keep", "维护专题数据库")
