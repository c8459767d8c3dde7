"""Permissions of the licence store. Holders read their own licences without any."""

from mingtang.kernel.evidence.api import declare_permission

READ_LICENCES = declare_permission("licences.read", "查阅电子证照")
ISSUE_LICENCES = declare_permission("licences.issue", "制发、变更、延续电子证照")
END_LICENCES = declare_permission("licences.end", "暂停、撤销、注销电子证照")
USE_LICENCES = declare_permission("licences.use", "为办理事项调用电子证照")
MANAGE_LICENCE_TYPES = declare_permission("licences.manage_types", "维护证照类型")
