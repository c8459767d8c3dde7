"""Permissions of the annual report."""

from mingtang.kernel.evidence.api import declare_permission

READ_REPORTS = declare_permission("disclosure.read_reports", "查阅政府信息公开年度报告")
COMPILE_REPORTS = declare_permission("disclosure.compile_reports", "编制政府信息公开年度报告")
SIGN_REPORTS = declare_permission("disclosure.sign_reports", "签发政府信息公开年度报告")
