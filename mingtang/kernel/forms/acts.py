"""The kinds of acts on forms, each with the permission it asks for."""

from mingtang.kernel.evidence.api import declare_act
from mingtang.kernel.forms import permissions

CREATE_FORM = declare_act("forms.create", "建立表单", permissions.DESIGN_FORMS)
SAVE_FORM = declare_act("forms.save_draft", "保存表单草稿", permissions.DESIGN_FORMS)
DISCARD_FORM = declare_act("forms.discard_draft", "放弃表单草稿", permissions.DESIGN_FORMS)
PUBLISH_FORM = declare_act("forms.publish", "发布表单", permissions.PUBLISH_FORMS)
RETIRE_FORM = declare_act("forms.retire", "停用表单", permissions.PUBLISH_FORMS)
