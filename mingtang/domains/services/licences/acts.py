"""The kinds of acts of the licence store."""

from mingtang.domains.services.licences.permissions import (
    END_LICENCES,
    ISSUE_LICENCES,
    MANAGE_LICENCE_TYPES,
    READ_LICENCES,
)
from mingtang.kernel.evidence.api import Act, declare_act

DEFINE_TYPE = declare_act("licences.define_type", "建立证照类型", MANAGE_LICENCE_TYPES)
CHANGE_TYPE = declare_act("licences.change_type", "修改证照类型", MANAGE_LICENCE_TYPES)
ISSUE = declare_act("licences.issue", "制发电子证照", ISSUE_LICENCES)
CHANGE = declare_act("licences.change", "变更电子证照", ISSUE_LICENCES)
RENEW = declare_act("licences.renew", "延续电子证照", ISSUE_LICENCES)
AWAIT_RENEWAL = declare_act("licences.await_renewal", "登记证照延续申请", None)
SUSPEND = declare_act("licences.suspend", "暂停电子证照", END_LICENCES)
RESUME = declare_act("licences.resume", "恢复电子证照", END_LICENCES)
REVOKE = declare_act("licences.revoke", "撤销电子证照", END_LICENCES)
CANCEL = declare_act("licences.cancel", "注销电子证照", END_LICENCES)
EXPIRE = declare_act("licences.expire", "电子证照到期", None)
ISSUE_DECIDED = declare_act("licences.issue_decided", "按决定制发电子证照", None)
CHANGE_DECIDED = declare_act("licences.change_decided", "按决定变更电子证照", None)
RENEW_DECIDED = declare_act("licences.renew_decided", "按决定延续电子证照", None)
REVOKE_DECIDED = declare_act("licences.revoke_decided", "按决定撤销电子证照", None)
CANCEL_DECIDED = declare_act("licences.cancel_decided", "按决定注销电子证照", None)
KEEP_CERTIFICATE = declare_act("licences.keep_certificate", "生成证照文件", None)
USE = declare_act("licences.use", "使用电子证照", None)
EXPORT = declare_act("licences.export", "导出证照库", READ_LICENCES)

_DECIDED = {
    ISSUE: ISSUE_DECIDED,
    CHANGE: CHANGE_DECIDED,
    RENEW: RENEW_DECIDED,
    REVOKE: REVOKE_DECIDED,
    CANCEL: CANCEL_DECIDED,
}


def by(kind: Act, *, decided: bool) -> Act:
    """The act as it is done by hand, which asks for the right to it, or because a decision of a case says so: whoever
    does that step of the case, the case has let him.
    """
    return _DECIDED[kind] if decided else kind
