"""Permissions of the cases. Who handles an item is not among them: that follows from the item (see `policy`)."""

from mingtang.kernel.evidence.api import declare_permission

READ_CASES = declare_permission("cases.read", "查阅案件")
MANAGE_CASES = declare_permission("cases.manage", "管理案件")
SUPERVISE_CASES = declare_permission("cases.supervise", "督办案件")
MANAGE_ERRANDS = declare_permission("cases.manage_errands", "处理未完成的后台事项")
MIGRATE_CASES = declare_permission("cases.migrate", "变更运行案件的流程版本")
ARCHIVE_CASES = declare_permission("cases.archive", "管理案件归档")
