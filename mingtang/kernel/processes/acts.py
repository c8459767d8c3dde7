"""The kinds of acts on definitions, of processes and decision tables alike, each with the permission it asks for."""

from mingtang.kernel.evidence.api import declare_act
from mingtang.kernel.processes import permissions

CREATE = declare_act("processes.create", "建立流程定义", permissions.DESIGN_PROCESSES)
REVISE = declare_act("processes.revise", "修改定义名称", permissions.DESIGN_PROCESSES)
SAVE_DRAFT = declare_act("processes.save_draft", "保存草稿", permissions.DESIGN_PROCESSES)
DISCARD_DRAFT = declare_act("processes.discard_draft", "放弃草稿", permissions.DESIGN_PROCESSES)
PUBLISH = declare_act("processes.publish", "发布版本", permissions.PUBLISH_PROCESSES)
RETIRE = declare_act("processes.retire", "停用版本", permissions.PUBLISH_PROCESSES)
