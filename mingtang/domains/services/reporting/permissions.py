"""Permissions of reporting."""

from mingtang.kernel.evidence.api import declare_permission

READ_REPORTED = declare_permission("services.read_reported", "查阅上报数据")
