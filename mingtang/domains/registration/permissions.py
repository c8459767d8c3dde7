"""Permissions of registration. Who checks, reviews and issues follows from the roles that the process names."""

from mingtang.kernel.evidence.api import declare_permission

READ_APPLICATIONS = declare_permission("registration.read", "查阅证书申请")
ENTER_APPLICATIONS = declare_permission("registration.enter", "录入证书申请")
APPLY_FOR_ORGAN = declare_permission("registration.apply_for_organ", "为本单位申请证书")
MANAGE_REGISTRATION = declare_permission("registration.manage", "设立注册机构")
