"""核验: what can be said of a file, for programs; the same as the public page says."""

from datetime import datetime
from typing import Annotated, Any

from ninja import Field, Router, Schema, UploadedFile
from ninja import File as SentFile

from mingtang.kernel.trust.forms.verification import LARGEST, PER_MINUTE
from mingtang.kernel.trust.verification.examining import Busy, Examination, Signature, examine
from mingtang.kernel.trust.verification.words import OUTCOMES
from mingtang.lib.verdicts import Outcome
from mingtang.lib.verification import Kind, Unreadable
from mingtang.ui.rates import within_rate
from mingtang.ui.rest.fields import labelled
from mingtang.ui.rest.problems import INVALID, TOO_LARGE, TOO_MANY, Fault, Problem

router = Router(tags=["核验"])

VerdictOutcome = Annotated[Outcome, labelled({outcome: str(OUTCOMES[outcome].title) for outcome in Outcome})]
VerifiedKind = Annotated[Kind, labelled({kind: kind.label for kind in Kind})]


class VerdictStepOut(Schema):
    code: str = Field(description="步骤代号，不随版本改变")
    passed: bool | None = Field(description="空为查不到")
    says: str = Field(description="理由")
    detail: str = Field(description="给技术人员的细节")
    weighs: bool = Field(description="是否影响结论")


class VerdictOut(Schema):
    outcome: VerdictOutcome = Field(description="结论")
    name: str = Field(description="印章或者签署者的名称")
    signer: str = Field(description="签署者证书的主体")
    signer_fingerprint: str = Field(description="签署者证书的 SM3 指纹")
    signed_at: datetime | None = Field(description="签署时间")
    time_is_proven: bool = Field(description="签署时间是否由时间戳证明")
    path: list[str] = Field(description="证书路径，从根开始")
    seal_organ: str = Field(description="印章在本平台登记的单位；不是本平台的印章为空")
    steps: list[VerdictStepOut] = Field(description="各步骤及理由")


class LedgerEntryOut(Schema):
    title: str = Field(description="文件名称")
    seal: str = Field(description="印章")
    organ: str = Field(description="用印单位")
    used_at: datetime = Field(description="用印时间")
    stamped_late: datetime | None = Field(description="补盖的时间戳所证明的时间")


class ExaminationOut(Schema):
    kind: VerifiedKind = Field(description="文件种类")
    digest: str = Field(description="文件的 SM3 摘要")
    outcome: VerdictOutcome | None = Field(description="总的结论；没有签名为空")
    verdicts: list[VerdictOut] = Field(description="每个签名的结论，按签署先后")
    ledger: list[LedgerEntryOut] = Field(description="与文件逐字节相同的用印记录")


@router.post("/verify", response=ExaminationOut, auth=None, summary="核验文件（公开，文件不保存）")
def verify_document(request: Any, file: SentFile[UploadedFile]) -> dict[str, Any]:
    if not within_rate(request, "verification", per_minute=PER_MINUTE):
        raise Problem(TOO_MANY, headers={"Retry-After": "60"})
    if (file.size or 0) > LARGEST:
        raise Problem(TOO_LARGE, f"文件超过 {LARGEST >> 20} MB。")
    try:
        return _told(examine(file.read()))
    except Unreadable as refused:
        raise Problem(INVALID, faults=[Fault(f"{refused.says}。", "file")]) from None
    except Busy:
        raise Problem(TOO_MANY, headers={"Retry-After": "5"}) from None


def _told(examination: Examination) -> dict[str, Any]:
    report = examination.report
    ledger = [
        {
            "title": each.title,
            "seal": each.seal.name,
            "organ": each.seal.organ.name,
            "used_at": each.used_at,
            "stamped_late": each.stamped_late,
        }
        for each in examination.entries
    ]
    verdicts = [_verdict(each) for each in examination.signatures]
    told = {"kind": report.kind, "digest": report.digest, "outcome": examination.outcome}
    return told | {"verdicts": verdicts, "ledger": ledger}


def _verdict(signature: Signature) -> dict[str, Any]:
    verdict, signer = signature.verdict, signature.verdict.signer
    kept = {key: getattr(verdict, key) for key in ("outcome", "name", "signed_at", "time_is_proven", "steps")}
    return kept | {
        "signer": str(signer.subject) if signer else "",
        "signer_fingerprint": signer.fingerprint if signer else "",
        "path": [str(each.subject) for each in verdict.path],
        "seal_organ": signature.seal.organ.name if signature.seal else "",
    }
