"""The kinds of acts of supervision. Steps of the process are acts on its case."""

from mingtang.domains.supervision.permissions import PROPOSE_ITEMS
from mingtang.kernel.evidence.api import declare_act

SAVE_DRAFT = declare_act("supervision.save_draft", "保存督查事项草稿", PROPOSE_ITEMS)
DISCARD_DRAFT = declare_act("supervision.discard_draft", "删除督查事项草稿", PROPOSE_ITEMS)
SUBMIT = declare_act("supervision.submit", "提交督查立项", PROPOSE_ITEMS)
REVISE = declare_act("supervision.revise", "修改督查立项", PROPOSE_ITEMS)
ASK_FOR_EXTENSION = declare_act("supervision.ask_for_extension", "申请督查延期", None)
ASK_FOR_RELEASE = declare_act("supervision.ask_for_release", "申请督查退办", None)
EVALUATE = declare_act("supervision.evaluate", "评价督查办理", PROPOSE_ITEMS)
RELEASE = declare_act("supervision.release", "同意督查退办", None)
DISPATCH = declare_act("supervision.dispatch", "交办督查事项", None)
EXTEND = declare_act("supervision.extend", "调整督查时限", None)
EXPORT = declare_act("supervision.export", "导出督查台账", None)
