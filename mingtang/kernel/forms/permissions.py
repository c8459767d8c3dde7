"""Permissions of the forms."""

from mingtang.kernel.evidence.api import declare_permission

READ_FORMS = declare_permission("forms.read", "查阅表单定义")
DESIGN_FORMS = declare_permission("forms.design", "设计表单")
PUBLISH_FORMS = declare_permission("forms.publish", "发布表单")
