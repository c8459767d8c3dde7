"""What programs send and get of authorities, certificates and recoveries."""

from datetime import datetime
from typing import Annotated

from ninja import Field, Schema
from pydantic import AfterValidator

from mingtang.kernel.trust.models import (
    KINDS,
    PROFILE_CHOICES,
    REASON_CHOICES,
    Authority,
    Certificate,
    EscrowedKey,
    KeyRecovery,
)
from mingtang.lib.crypto.keys import to_pem
from mingtang.lib.crypto.revocation import Reason
from mingtang.ui.rest.fields import Key, Line, Request, choices, labelled, plain_text

REASONS = {int(reason): label for reason, label in REASON_CHOICES}
Profile = Annotated[str, labelled(dict(PROFILE_CHOICES))]
CertificateState = Annotated[Certificate.State, choices(Certificate.State)]
RevocationReason = Annotated[int, labelled(REASONS)]
ReasonToRevoke = Annotated[Reason, labelled({code: label for code, label in REASONS.items() if code != Reason.HOLD})]
AuthorityLevel = Annotated[Authority.Level, choices(Authority.Level)]
AuthorityState = Annotated[Authority.State, choices(Authority.State)]
KeyAlgorithm = Annotated[str, labelled(dict(KINDS))]
EscrowState = Annotated[EscrowedKey.State, choices(EscrowedKey.State)]
RecoveryKind = Annotated[KeyRecovery.Kind, choices(KeyRecovery.Kind)]
RecoveryState = Annotated[KeyRecovery.State, choices(KeyRecovery.State)]
Words = Annotated[str, Field(min_length=1, max_length=400), AfterValidator(plain_text)]


class AuthorityOut(Schema):
    id: int
    name: str = Field(description="名称")
    level: AuthorityLevel = Field(description="层级")
    kind: KeyAlgorithm = Field(description="算法")
    state: AuthorityState = Field(description="状态")
    superior_id: int | None = Field(description="上级")
    is_test: bool = Field(description="测试机构：签发的证书不能用于正式业务")
    fingerprint: str = Field(description="证书的 SM3 指纹；还没有证书时为空")
    not_after: datetime | None = Field(description="有效期至")
    list_number: int = Field(description="最新撤销列表的序号")


class AuthorityDetailOut(AuthorityOut):
    """One authority with its certificate, or with the request while it has none."""

    certificate: str = Field(description="证书，PEM；还没有时为空")
    request: str = Field(description="证书申请，PEM；根没有")

    @staticmethod
    def resolve_certificate(authority: Authority) -> str:
        return _pem("CERTIFICATE", authority.encoded)

    @staticmethod
    def resolve_request(authority: Authority) -> str:
        return _pem("CERTIFICATE REQUEST", authority.request)


class CertificateOut(Schema):
    id: int
    authority_id: int = Field(description="签发机构")
    serial: str = Field(description="序列号，十六进制")
    profile: Profile = Field(description="类型")
    subject: str = Field(description="主体")
    common_name: str = Field(description="名称")
    not_before: datetime = Field(description="有效期起")
    not_after: datetime = Field(description="有效期至")
    state: CertificateState = Field(description="状态；过期的仍为 active，看有效期至")
    state_at: datetime | None = Field(description="状态变更时间")
    reason: RevocationReason | None = Field(description="冻结或注销的原因，RFC 5280 的 CRLReason")
    organ_id: int | None = Field(description="机构")
    account_id: int | None = Field(description="持有人账号")
    post_id: int | None = Field(description="绑定的岗位")
    pair_id: int | None = Field(description="成对的签名证书；自己就是签名证书时为空")
    renews_id: int | None = Field(description="它取代的证书")
    fingerprint: str = Field(description="SM3 指纹")


class CertificateDetailOut(CertificateOut):
    """One certificate with its encoding."""

    pem: str = Field(description="证书，PEM")

    @staticmethod
    def resolve_pem(certificate: Certificate) -> str:
        return _pem("CERTIFICATE", certificate.encoded)


class CertificateNoteIn(Request):
    note: Words = Field(description="理由")


class RevocationIn(Request):
    reason: ReasonToRevoke = Field(description="注销原因，RFC 5280 的 CRLReason")
    note: Annotated[str, Line(400)] = Field("", description="说明")


class EscrowedKeyOut(Schema):
    id: int
    state: EscrowState = Field(description="状态")
    certificate_id: int | None = Field(description="加密证书；备用的没有")
    made_at: datetime = Field(description="生成时间")
    bound_at: datetime | None = Field(description="启用时间")
    retired_at: datetime | None = Field(description="转入历史时间")


class RecoveryOut(Schema):
    id: int
    key_id: int = Field(description="托管密钥")
    kind: RecoveryKind = Field(description="类型")
    state: RecoveryState = Field(description="状态")
    reason: str = Field(description="事由")
    document: str = Field(description="法律文书编号")
    authority_name: str = Field(description="提出机关")
    present: str = Field(description="在场人员")
    witness: str = Field(description="见证审计员")
    recipient: str = Field(description="接收公钥，PEM")
    asked_by_id: int = Field(description="提出人账号")
    asked_at: datetime = Field(description="提出时间")
    decided_by_id: int | None = Field(description="确认人账号")
    decided_at: datetime | None = Field(description="确认时间")
    decision_note: str = Field(description="确认意见")

    @staticmethod
    def resolve_recipient(recovery: KeyRecovery) -> str:
        return _pem("PUBLIC KEY", recovery.recipient)


class RecoveryIn(Request):
    key: Key = Field(description="托管密钥")
    reason: Words = Field(description="事由")
    document: Annotated[str, Line(120)] = Field("", description="法律文书编号；司法恢复必填，下同")
    authority_name: Annotated[str, Line(120)] = Field("", description="提出机关")
    present: Annotated[str, Line(200)] = Field("", description="在场人员")
    witness: Annotated[str, Line(60)] = Field("", description="见证审计员")
    recipient: Annotated[str, Field(min_length=1, max_length=65536)] = Field(
        description="接收人的 SM2 公钥、证书或证书申请，PEM"
    )


class RecoveryDecisionIn(Request):
    note: Words = Field(description="意见或理由")


class EnvelopeOut(Schema):
    envelope: str = Field(description="数字信封 SM2EnvelopedKey（GB/T 35276）的 DER，base64")


def _pem(label: str, encoded: object) -> str:
    content = bytes(encoded)  # type: ignore[call-overload]
    return to_pem(label, content) if content else ""
