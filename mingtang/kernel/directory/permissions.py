"""Permissions of the directory. Which office may hold which is data: see the roles of the demo city and `rules`."""

from mingtang.kernel.evidence.api import declare_permission

READ_DIRECTORY = declare_permission("directory.read", "查阅机构与人员")
MANAGE_ORGANS = declare_permission("directory.manage_organs", "管理机构与岗位")
MANAGE_PEOPLE = declare_permission("directory.manage_people", "管理人员与任职")
MANAGE_ACCOUNTS = declare_permission("directory.manage_accounts", "建立与停用账号")
ACTIVATE_ACCOUNTS = declare_permission("directory.activate_accounts", "启用账号与重置口令")
MANAGE_GRANTS = declare_permission("directory.manage_grants", "管理角色与授权")
MANAGE_REGIONS = declare_permission("directory.manage_regions", "管理行政区划")
MANAGE_NUMBERS = declare_permission("directory.manage_numbers", "管理编号规则")
READ_ACCOUNTS = declare_permission("directory.read_accounts", "查阅账号与登录记录")
