"""Permissions of the letters."""

from mingtang.kernel.evidence.api import declare_permission

READ_LETTERS = declare_permission("letters.read", "查阅文书模板")
DESIGN_LETTERS = declare_permission("letters.design", "设计文书模板")
PUBLISH_LETTERS = declare_permission("letters.publish", "发布文书模板")
