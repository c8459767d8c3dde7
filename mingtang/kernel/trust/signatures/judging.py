"""What a kept signature proves today: each question with its answer in words, from the record and the register alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.formats import date_format

from mingtang.kernel.trust.models import Authority, Certificate, SignatureRecord
from mingtang.kernel.trust.signatures.signers import has_signed
from mingtang.lib.crypto import certificates as x509
from mingtang.lib.crypto.certificates import KeyUse
from mingtang.lib.crypto.faults import CryptoFault
from mingtang.lib.crypto.timestamps import verify_timestamp
from mingtang.lib.crypto.validation import Evidence, validate_path
from mingtang.lib.digests import sm3_hex


@dataclass(frozen=True, slots=True)
class Finding:
    """One question about a signature and its answer. `is_good` is None where nothing can be said yet."""

    title: str
    words: str
    is_good: bool | None = True


@dataclass(frozen=True, slots=True)
class SignatureVerdict:
    """All findings; valid when none of them is against it."""

    record: SignatureRecord
    findings: tuple[Finding, ...]

    @property
    def is_valid(self) -> bool:
        return all(finding.is_good is not False for finding in self.findings)


def signature_about(row: Model) -> SignatureRecord | None:
    """The newest signature kept about a row, with its certificate and authority; one statement."""
    about = SignatureRecord.objects.filter(object_type=row._meta.label_lower, object_id=str(row.pk))
    return about.select_related("certificate__authority").first()


def signatures_about(label: str, keys: Iterable[int]) -> list[SignatureRecord]:
    """Signatures about rows of one kind (`cases.step`), the oldest first, with certificates; one statement."""
    about = SignatureRecord.objects.filter(object_type=label, object_id__in=[str(key) for key in keys])
    return list(about.select_related("certificate").order_by("pk"))


def judged(record: SignatureRecord) -> SignatureVerdict:
    """The verdict on a record whose certificate and authority are loaded; one statement."""
    evidence = _evidence()
    stamped, moment = _timestamp(record, evidence)
    certificate = record.certificate
    found = (_text(record), _signature(record), _path(certificate, evidence, moment), _standing(certificate, moment))
    return SignatureVerdict(record, (*found, stamped))


def _evidence() -> Evidence:
    """Roots and authorities; what was revoked when is asked of the register, from which lists are made."""
    authorities = list(Authority.objects.exclude(encoded=b""))
    roots = [each.certificate for each in authorities if each.level == Authority.Level.ROOT]
    return Evidence(roots, [each.certificate for each in authorities if each.level != Authority.Level.ROOT])


def _text(record: SignatureRecord) -> Finding:
    if sm3_hex(record.text.encode()) == record.digest:
        return Finding("签名内容", "与保存时一致。")
    return Finding("签名内容", "内容在保存后被改动。", is_good=False)


def _signature(record: SignatureRecord) -> Finding:
    if has_signed(record.certificate, bytes(record.signature), record.text):
        return Finding("签名", f"是用“{record.certificate.common_name}”的密钥对这份内容签的。")
    return Finding("签名", "与内容或者证书不符。", is_good=False)


def _path(certificate: Certificate, evidence: Evidence, moment: datetime) -> Finding:
    try:
        path = _valid_path(certificate.certificate, evidence, moment, uses=(KeyUse.NON_REPUDIATION,))
    except CryptoFault as fault:
        return Finding("证书路径", f"签名时不能通到信任的根：{fault}。", is_good=False)
    return Finding("证书路径", " → ".join(_name(each) for each in path))


def _valid_path(certificate: x509.Certificate, evidence: Evidence, moment: datetime, **wanted: Any) -> Any:
    return validate_path(certificate, evidence, moment, revocation_required=False, **wanted)


def _standing(certificate: Certificate, moment: datetime) -> Finding:
    """Revoked later does no harm to what was signed before (trust.md 17, 3)."""
    since = certificate.state_at
    if certificate.state == Certificate.State.ACTIVE or since is None:
        return Finding("证书状态", "签名时有效，至今没有冻结或者注销。")
    words = f"{certificate.get_state_display()}于 {_said(since)}"
    if since > moment:
        return Finding("证书状态", f"签名时有效；{words}，在签名之后，不影响这次签名。")
    return Finding("证书状态", f"{words}，在签名之前。", is_good=False)


def _timestamp(record: SignatureRecord, evidence: Evidence) -> tuple[Finding, datetime]:
    """What is said of time, and the moment that everything else is judged at."""
    if not record.token:
        words = "还没有时间戳，服务恢复后自动补上；在此之前以本平台记录的时间为准。"
        return Finding("时间戳", words, is_good=None), record.signed_at
    try:
        stamped, signer = verify_timestamp(
            bytes(record.token),
            bytes(record.signature),
            judge=lambda signer, _shown, moment: _valid_path(signer, evidence, moment),
        )
    except CryptoFault as fault:
        return Finding("时间戳", f"不能采信：{fault}。", is_good=False), record.signed_at
    words = f"{_said(stamped.moment)}，由“{_name(signer)}”加盖。"
    return Finding("时间戳", words), min(stamped.moment, record.stamped_at or stamped.moment)


def _said(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "Y年n月j日 H:i:s")


def _name(certificate: x509.Certificate) -> str:
    return certificate.subject.texts.get("common_name", "")
