"""The kinds of acts of disclosure on request. Steps of the process are acts on its case as well."""

from mingtang.domains.disclosure.requests.permissions import GRANT_EXTENSIONS, READ_REQUESTS, REGISTER_REQUESTS
from mingtang.kernel.evidence.api import declare_act

SUBMIT = declare_act("disclosure.submit_request", "提交公开申请", None)  # by anybody, without an account
ACKNOWLEDGE = declare_act("disclosure.acknowledge", "申请人确认回执", None)  # whoever knows its code
REGISTER = declare_act("disclosure.register_request", "登记公开申请", REGISTER_REQUESTS)
CONFIRM = declare_act("disclosure.confirm_request", "确认收到公开申请", REGISTER_REQUESTS)
REDIRECT = declare_act("disclosure.redirect_request", "告知其他渠道", REGISTER_REQUESTS)
LOG_SEARCH = declare_act("disclosure.log_search", "登记检索情况", REGISTER_REQUESTS)
ASK_CORRECTION = declare_act("disclosure.ask_correction", "告知补正", REGISTER_REQUESTS)
TAKE_CORRECTION = declare_act("disclosure.take_correction", "收到补正", REGISTER_REQUESTS)
LAPSE = declare_act("disclosure.lapse_request", "不再处理公开申请", REGISTER_REQUESTS)
ASK_OPINION = declare_act("disclosure.ask_opinion", "征求意见", REGISTER_REQUESTS)
TAKE_OPINION = declare_act("disclosure.take_opinion", "登记反馈意见", REGISTER_REQUESTS)
CHARGE = declare_act("disclosure.charge_fee", "通知收取信息处理费", REGISTER_REQUESTS)
TAKE_PAYMENT = declare_act("disclosure.take_payment", "登记缴费", REGISTER_REQUESTS)
EXTEND = declare_act("disclosure.extend_reply", "批准延期答复", GRANT_EXTENSIONS)
DRAFT_REPLY = declare_act("disclosure.draft_reply", "拟定答复", REGISTER_REQUESTS)
SIGN_REPLY = declare_act("disclosure.sign_reply", "签发答复", GRANT_EXTENSIONS)
DELIVER = declare_act("disclosure.deliver_reply", "登记送达", REGISTER_REQUESTS)
WITHDRAW = declare_act("disclosure.withdraw_request", "登记撤回公开申请", REGISTER_REQUESTS)
ASK_REASONS = declare_act("disclosure.ask_reasons", "要求申请人说明理由", REGISTER_REQUESTS)
TAKE_REASONS = declare_act("disclosure.take_reasons", "登记申请人说明的理由", REGISTER_REQUESTS)
TELL_REASONABLE_TIME = declare_act("disclosure.tell_reasonable_time", "确定延迟答复的合理期限", GRANT_EXTENSIONS)
ADD_FILE = declare_act("disclosure.add_file", "添加随答复提供的材料", REGISTER_REQUESTS)
REDACT_FILE = declare_act("disclosure.redact_file", "隐去材料中的内容", REGISTER_REQUESTS)
RELEASE_FILE = declare_act("disclosure.release_file", "核对放行材料", GRANT_EXTENSIONS)
TELL_THIRD_PARTY = declare_act("disclosure.tell_third_party", "向第三方告知决定", REGISTER_REQUESTS)
SERVE = declare_act("disclosure.serve_letter", "登记文书送达", REGISTER_REQUESTS)
CORRECT_REPLY = declare_act("disclosure.correct_reply", "更正公开答复", GRANT_EXTENSIONS)
KEEP_LETTER = declare_act(
    "disclosure.keep_letter", "保存公开申请文书", None
)  # the worker, behind the act that issued it
RECORD_PROCEEDING = declare_act("disclosure.record_proceeding", "登记复议诉讼", REGISTER_REQUESTS)
END_PROCEEDING = declare_act("disclosure.end_proceeding", "登记复议诉讼结果", REGISTER_REQUESTS)
REOPEN = declare_act("disclosure.reopen_request", "重新答复公开申请", REGISTER_REQUESTS)
EXPORT = declare_act("disclosure.export_requests", "导出公开申请台账", READ_REQUESTS)
