"""What a timestamp proves about when something was signed."""

from collections.abc import Sequence
from datetime import datetime

from mingtang.lib.crypto import oids
from mingtang.lib.crypto.certificates import Certificate
from mingtang.lib.crypto.faults import CryptoFault, NotTrusted
from mingtang.lib.crypto.timestamps import Judge, verify_timestamp
from mingtang.lib.crypto.validation import Evidence, validate_path
from mingtang.lib.verdicts.signers import together
from mingtang.lib.verdicts.verdict import Step


class _NotKnown(NotTrusted):
    """The authority that stamped is not one that we know to have been good."""


def judge_timestamp(token: bytes | None, data: bytes, evidence: Evidence) -> tuple[Step, datetime | None]:
    """The step `timestamp`, and the moment it proves, if any. `token` is ContentInfo in DER, `data` what it must be about.

    A token about something else, or forged, is a sign that somebody altered the thing; one of an unknown authority
    proves nothing, for or against. Its authority must have been good, and known not to be revoked, when it stamped.
    """
    if token is None:
        return Step("timestamp", None, "没有时间戳，签署时间只是签名人自己的说法", weighs=False), None
    try:
        stamped, authority = verify_timestamp(token, data, judge=_judge(evidence))
    except _NotKnown as unknown:
        return Step("timestamp", None, "时间戳的签发机构无法确认，不能证明签署时间", str(unknown)), None
    except CryptoFault as refused:
        return Step("timestamp", False, "时间戳不是这个签名的，或者被改动过", str(refused)), None
    name = authority.subject.texts.get("common_name") or str(authority.subject)
    return Step("timestamp", True, f"“{name}”的时间戳证明签名在此时之前已经作出"), stamped.moment


def _judge(evidence: Evidence) -> Judge:
    def judge(certificate: Certificate, shown: Sequence[Certificate], moment: datetime) -> None:
        try:
            validate_path(certificate, together(evidence, shown), moment, purposes=[oids.TIME_STAMPING])
        except CryptoFault as refused:
            raise _NotKnown(str(refused)) from None

    return judge
