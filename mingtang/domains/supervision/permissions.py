"""Permissions of supervision. Who approves, handles and closes follows from the roles that the process names."""

from mingtang.kernel.evidence.api import declare_permission

READ_ITEMS = declare_permission("supervision.read", "查阅督查事项")
PROPOSE_ITEMS = declare_permission("supervision.propose", "提出督查立项")
