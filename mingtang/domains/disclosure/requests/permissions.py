"""Permissions of disclosure on request. Who handles, reviews and signs follows from the roles that the process names."""

from mingtang.kernel.evidence.api import declare_permission

READ_REQUESTS = declare_permission("disclosure.read_requests", "查阅公开申请")
REGISTER_REQUESTS = declare_permission("disclosure.register_requests", "登记办理公开申请")
GRANT_EXTENSIONS = declare_permission("disclosure.grant_extensions", "批准公开申请延期、签发答复")
