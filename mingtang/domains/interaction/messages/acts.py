"""The kinds of acts of interaction. Steps of the process are acts on its case."""

from mingtang.domains.interaction.messages.permissions import SCREEN_MESSAGES
from mingtang.kernel.evidence.api import declare_act

OPEN_DESK = declare_act("interaction.open_desk", "开通互动受理", None)
OPEN_MAILBOX = declare_act("interaction.open_mailbox", "开通领导信箱", SCREEN_MESSAGES)
CHANGE_MAILBOX = declare_act("interaction.change_mailbox", "更改领导信箱", SCREEN_MESSAGES)
SUBMIT = declare_act("interaction.submit", "提交留言", None)
SCREEN = declare_act("interaction.screen", "受理筛选留言", SCREEN_MESSAGES)
DRAFT_REPLY = declare_act("interaction.draft_reply", "起草留言答复", None)
ANSWER = declare_act("interaction.answer", "答复留言", None)
ASK_FOR_EXTENSION = declare_act("interaction.ask_for_extension", "申请延长答复期限", None)
DECIDE_EXTENSION = declare_act("interaction.decide_extension", "审批延长答复期限", SCREEN_MESSAGES)
PUBLISH = declare_act("interaction.publish", "决定留言公开", SCREEN_MESSAGES)
RATE = declare_act("interaction.rate", "评价留言答复", None)
EXPORT = declare_act("interaction.export", "导出留言台账", None)
