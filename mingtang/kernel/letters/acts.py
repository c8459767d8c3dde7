"""The kinds of acts on templates of letters, each with the permission it asks for."""

from mingtang.kernel.evidence.api import declare_act
from mingtang.kernel.letters import permissions

CREATE_TEMPLATE = declare_act("letters.create", "建立文书模板", permissions.DESIGN_LETTERS)
SAVE_TEMPLATE = declare_act("letters.save_draft", "保存文书模板草稿", permissions.DESIGN_LETTERS)
DISCARD_TEMPLATE = declare_act("letters.discard_draft", "放弃文书模板草稿", permissions.DESIGN_LETTERS)
PUBLISH_TEMPLATE = declare_act("letters.publish", "发布文书模板", permissions.PUBLISH_LETTERS)
RETIRE_TEMPLATE = declare_act("letters.retire", "停用文书模板", permissions.PUBLISH_LETTERS)
