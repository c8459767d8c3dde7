"""Permissions of ratings. Who calls back and who rectifies follows from the roles that the process names."""

from mingtang.kernel.evidence.api import declare_permission

READ_RATINGS = declare_permission("services.read_ratings", "查阅评价")
CALL_RATERS = declare_permission("services.call_raters", "回访评价人")
AUDIT_RATINGS = declare_permission("services.audit_ratings", "审核评价")
