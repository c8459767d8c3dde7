"""The right over calendars and limits. Reading them is open to every official."""

from mingtang.kernel.evidence.api import declare_permission

MANAGE_CLOCKS = declare_permission("clocks.manage", "管理工作日历与时限")
