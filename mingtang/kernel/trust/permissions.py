"""Permissions of trust. Those of a pair below are never in one hand (trust.md 2, 11)."""

from mingtang.kernel.evidence.api import declare_permission, declare_separate

READ_CERTIFICATES = declare_permission("trust.read_certificates", "查阅证书")
MANAGE_AUTHORITIES = declare_permission("trust.manage_authorities", "管理签发机构")
ISSUE_CERTIFICATES = declare_permission("trust.issue_certificates", "签发证书")
REVOKE_CERTIFICATES = declare_permission("trust.revoke_certificates", "冻结与注销证书")
READ_ESCROW = declare_permission("trust.read_escrow", "查阅密钥托管")
ASK_RECOVERY = declare_permission("trust.ask_recovery", "提出密钥恢复")
CONFIRM_RECOVERY = declare_permission("trust.confirm_recovery", "确认密钥恢复")

declare_separate(ASK_RECOVERY, CONFIRM_RECOVERY)
READ_SEALS = declare_permission("trust.read_seals", "查阅印章与用印台账")
APPLY_FOR_SEALS = declare_permission("trust.apply_for_seals", "申请印章")
APPROVE_SEALS = declare_permission("trust.approve_seals", "审批印章")
ASK_SEAL_USE = declare_permission("trust.ask_seal_use", "申请用印")
APPROVE_SEAL_USE = declare_permission("trust.approve_seal_use", "审批用印")

declare_separate(APPLY_FOR_SEALS, APPROVE_SEALS)
