"""The kinds of acts on applications. Who may take a step, the case decides; so most ask for no permission of their own."""

from mingtang.domains.services.applications import permissions
from mingtang.kernel.evidence.api import declare_act

DRAFT = declare_act("services.draft_application", "填写申请", None)
DISCARD = declare_act("services.discard_application", "删除申请草稿", None)
SUBMIT = declare_act("services.submit_application", "提交申请", None)
FILE_AT_WINDOW = declare_act("services.file_application", "窗口代为申报", permissions.FILE_AT_WINDOW)
RECEIVE = declare_act("services.receive_application", "收件", None)
SEND_BACK = declare_act("services.send_back_application", "预审退回", None)
FILE_AGAIN = declare_act("services.file_application_again", "重新提交申请", None)
ASK_CORRECTION = declare_act("services.ask_correction", "告知补正", None)
CORRECT = declare_act("services.correct_application", "补正申请", None)
LAPSE = declare_act("services.lapse_correction", "补正不来办结", None)
ACCEPT = declare_act("services.accept_application", "受理", None)
DEEM_ACCEPTED = declare_act("services.deem_accepted", "视为受理", None)
NOT_ACCEPT = declare_act("services.not_accept_application", "不予受理", None)
REVIEW = declare_act("services.review_application", "审查", None)
DECIDE = declare_act("services.decide_application", "作出决定", None)
ISSUE = declare_act("services.issue_result", "制作文书证照", None)
DELIVER = declare_act("services.deliver_result", "送达", None)
WITHDRAW = declare_act("services.withdraw_application", "撤回申请", None)
KEEP_LETTER = declare_act("services.keep_letter", "制作文书文件", None)
