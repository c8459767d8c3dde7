"""The kinds of acts of the licence store."""

from mingtang.domains.services.licences.permissions import (
    END_LICENCES,
    ISSUE_LICENCES,
    MANAGE_LICENCE_TYPES,
    READ_LICENCES,
)
from mingtang.kernel.evidence.api import declare_act

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
KEEP_CERTIFICATE = declare_act("licences.keep_certificate", "生成证照文件", None)
USE = declare_act("licences.use", "使用电子证照", None)
EXPORT = declare_act("licences.export", "导出证照库", READ_LICENCES)
