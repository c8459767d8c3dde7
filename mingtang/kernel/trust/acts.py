"""The kinds of acts of trust, each with the permission it asks for."""

from mingtang.kernel.evidence.api import declare_act
from mingtang.kernel.trust import permissions

PREPARE_AUTHORITY = declare_act("trust.prepare_authority", "建立签发机构", permissions.MANAGE_AUTHORITIES)
OPEN_AUTHORITY = declare_act("trust.open_authority", "启用签发机构", permissions.MANAGE_AUTHORITIES)
RETIRE_AUTHORITY = declare_act("trust.retire_authority", "停用签发机构", permissions.MANAGE_AUTHORITIES)
TRUST_ROOT = declare_act("trust.trust_root", "登记信任的根证书", permissions.MANAGE_AUTHORITIES)
TAKE_LIST = declare_act("trust.take_list", "登记根的撤销列表", permissions.MANAGE_AUTHORITIES)
APPOINT_OFFICE = declare_act("trust.appoint_office", "更换服务证书", permissions.MANAGE_AUTHORITIES)
PUBLISH_LIST = declare_act("trust.publish_list", "发布证书撤销列表", permissions.MANAGE_AUTHORITIES)
SEAL_AGAIN = declare_act("trust.seal_again", "更换密钥加密密钥", permissions.MANAGE_AUTHORITIES)
FILL_POOL = declare_act("trust.fill_pool", "补充备用密钥", permissions.MANAGE_AUTHORITIES)

ISSUE_CERTIFICATE = declare_act("trust.issue_certificate", "签发证书", permissions.ISSUE_CERTIFICATES)
SUSPEND_CERTIFICATE = declare_act("trust.suspend_certificate", "冻结证书", permissions.REVOKE_CERTIFICATES)
RESUME_CERTIFICATE = declare_act("trust.resume_certificate", "解冻证书", permissions.REVOKE_CERTIFICATES)
REVOKE_CERTIFICATE = declare_act("trust.revoke_certificate", "注销证书", permissions.REVOKE_CERTIFICATES)
REPORT_LOSS = declare_act("trust.report_loss", "证书挂失", None)  # the holder's own: the action knows
SIGN = declare_act("trust.sign", "电子签名", None)  # whoever may do what is signed: the act around it knows

ASK_RECOVERY = declare_act("trust.ask_recovery", "提出密钥恢复", permissions.ASK_RECOVERY)
CONFIRM_RECOVERY = declare_act("trust.confirm_recovery", "确认密钥恢复", permissions.CONFIRM_RECOVERY)
REFUSE_RECOVERY = declare_act("trust.refuse_recovery", "拒绝密钥恢复", permissions.CONFIRM_RECOVERY)
COLLECT_RECOVERY = declare_act("trust.collect_recovery", "领取恢复的密钥", permissions.ASK_RECOVERY)
EXPORT_CERTIFICATES = declare_act("trust.export_certificates", "导出证书清单", permissions.READ_CERTIFICATES)

APPLY_FOR_SEAL = declare_act("trust.apply_for_seal", "申请印章", permissions.APPLY_FOR_SEALS)
APPROVE_SEAL = declare_act("trust.approve_seal", "批准并制作印章", permissions.APPROVE_SEALS)
REFUSE_SEAL = declare_act("trust.refuse_seal", "不予批准印章", permissions.APPROVE_SEALS)
SUSPEND_SEAL = declare_act("trust.suspend_seal", "停用印章", permissions.APPROVE_SEALS)
RESUME_SEAL = declare_act("trust.resume_seal", "恢复印章", permissions.APPROVE_SEALS)
CANCEL_SEAL = declare_act("trust.cancel_seal", "注销印章", permissions.APPROVE_SEALS)
MANDATE_SEAL = declare_act("trust.mandate_seal", "批准批量用印", permissions.APPROVE_SEAL_USE)
END_MANDATE = declare_act("trust.end_mandate", "终止批量用印", permissions.APPROVE_SEAL_USE)
ASK_SEAL_USE = declare_act("trust.ask_seal_use", "申请用印", permissions.ASK_SEAL_USE)
APPROVE_SEAL_USE = declare_act("trust.approve_seal_use", "批准用印", permissions.APPROVE_SEAL_USE)
REFUSE_SEAL_USE = declare_act("trust.refuse_seal_use", "不予用印", permissions.APPROVE_SEAL_USE)
USE_SEAL = declare_act(
    "trust.use_seal", "用印", None
)  # what approved it is a mandate or an approved use: the action asks
EXPORT_ESCROW = declare_act("trust.export_escrow", "导出密钥托管清单", permissions.READ_ESCROW)
FAIL_SEAL_USE = declare_act("trust.fail_seal_use", "未能用印", None)  # the node itself
READ_SEALED = declare_act("trust.read_sealed", "下载用印文件", None)  # whoever may see the use
EXPORT_SEALS = declare_act("trust.export_seals", "导出印章与用印台账", permissions.READ_SEALS)
