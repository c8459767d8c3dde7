"""Permissions of the hall."""

from mingtang.kernel.evidence.api import declare_permission

SERVE_AT_WINDOW = declare_permission("services.serve_at_window", "窗口叫号服务")
HAND_OUT = declare_permission("services.hand_out_results", "窗口出件")
MANAGE_HALL = declare_permission("services.manage_hall", "政务大厅管理")
