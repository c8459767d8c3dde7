"""The kinds of acts of registration. Steps of the process are acts on its case; what is issued and revoked, acts of trust."""

from mingtang.domains.registration import permissions
from mingtang.kernel.evidence.api import declare_act

OPEN_REGISTRATION = declare_act("registration.open_registration", "设立注册机构", permissions.MANAGE_REGISTRATION)
APPLY = declare_act("registration.apply", "申请证书", None)  # one's own: the action knows
APPLY_FOR_ORGAN = declare_act("registration.apply_for_organ", "为单位申请证书", permissions.APPLY_FOR_ORGAN)
ENTER = declare_act("registration.enter", "录入证书申请", permissions.ENTER_APPLICATIONS)
SUPPLY = declare_act("registration.supply", "提交证书申请文件", None)
WITHDRAW = declare_act("registration.withdraw", "撤回证书申请", None)
CHECK_IDENTITY = declare_act("registration.check_identity", "证书申请身份核验", None)
CARRY_OUT = declare_act("registration.carry_out", "按申请签发证书", None)
CONFIRM_RECOVERY = declare_act("registration.confirm_recovery", "确认补办中的密钥恢复", None)
SEND_CODES = declare_act("registration.send_codes", "发送证书下载码", permissions.ENTER_APPLICATIONS)
COLLECT = declare_act("registration.collect", "下载证书", None)
CONFIRM_IMPORT = declare_act("registration.confirm_import", "确认证书已导入", None)
EXPORT = declare_act("registration.export", "导出证书申请", permissions.READ_APPLICATIONS)
