"""Permissions of content. One's own files, and those of objects one may read, need none."""

from mingtang.kernel.evidence.api import declare_permission

READ_FILES = declare_permission("content.read_files", "查阅本机构文件")
CHECK_MATERIALS = declare_permission("content.check_materials", "核对材料")
MANAGE_STORAGE = declare_permission("content.manage_storage", "管理文件存储")
