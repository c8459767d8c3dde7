"""Committing instead of proving, finding out later that it was untrue, and making good for it (告知承诺、信用修复)."""

from django.utils import timezone

from mingtang.domains.services.applications import acts
from mingtang.domains.services.applications.actions.drafting import require_own_draft
from mingtang.domains.services.applications.actions.writing import day_in_words, issue_letter, remedies_in_words
from mingtang.domains.services.applications.commitments import (
    commitment_of,
    digest_of,
    is_by_commitment,
    signers_of,
    told_of,
    unrepaired_record,
)
from mingtang.domains.services.applications.events import CommitmentFoundFalse
from mingtang.domains.services.applications.limits import last_day
from mingtang.domains.services.applications.models import Application, Commitment, CreditRecord, Part
from mingtang.domains.services.licences.api import licences_of_case, revoke
from mingtang.kernel.clocks.api import statute
from mingtang.kernel.directory.api import AccountActor, Refused
from mingtang.kernel.evidence.api import SYSTEM, Actor, Deed, act

ONLINE, AT_WINDOW = "网上实名承诺", "窗口书面承诺"
REVOCATION = "行政许可法第六十九条第二款"


def commit(actor: AccountActor, draft: Application, *, digest: str, name: str) -> Commitment:
    """Commit in writing to what one was told; `digest` is that of the words one has read, `name` the applicant's, as signed.

    Raises Refused when it is not asked for, barred, changed since it was read, or signed by another name.
    """
    require_own_draft(actor, draft)
    told = told_of(draft)
    if not is_by_commitment(draft):
        raise Refused("这次申请不适用告知承诺。")
    require_trusted(draft.applicant_number)
    if digest != digest_of(told):
        raise Refused("告知的内容有变化，请重新阅读。")
    if name.strip() not in signers_of(draft, actor.name):
        raise Refused(f"请填写承诺人的姓名或名称：{draft.applicant_name}。", "name")
    with act(acts.COMMIT, actor, draft) as deed:
        for earlier in Commitment.objects.filter(application=draft):
            deed.remove(earlier)
        made = Commitment(
            application=draft,
            told=told,
            digest=digest,
            name=name.strip(),
            account_id=actor.account_id,
            at=timezone.now(),
        )
        deed.create(made)
        deed.note = f"承诺内容摘要 SM3:{digest}"
    return made


def require_trusted(number: str) -> None:
    """Raises Refused for whoever has an unrepaired record: then neither commitment nor supplying later is open (国办发〔2020〕42号)."""
    if record := unrepaired_record(number):
        day = timezone.localdate(record.recorded_at)
        raise Refused(
            f"{day:%Y-%m-%d} 有失信记录（{record.get_kind_display()}），修复前不适用告知承诺和容缺受理，请按一般程序办理。"
        )


def write_commitment(application: Application) -> None:
    """Issue the letter of a commitment that was submitted, unless that was done."""
    made = commitment_of(application)
    if made is None or application.letters.filter(kind="commitment").exists():
        return
    with act(acts.COMMIT, SYSTEM, application) as deed:
        issue_letter(
            deed, SYSTEM, application, "commitment", conditions=made.told["conditions"], consequence=made.told["consequence"],
            check=made.told["check"], name=made.name, digest=made.digest,
            way=AT_WINDOW if application.channel == Application.Channel.WINDOW else ONLINE,
            committed_at=f"{timezone.localtime(made.at):%Y年%-m月%-d日 %H:%M}",
        )  # fmt: skip


def punish(deed: Deed, actor: Actor, part: Part, findings: str) -> CreditRecord:
    """What an untrue commitment brings: the licence is revoked, the dishonesty recorded. Inside the act that finds it."""
    application = part.application
    for licence in licences_of_case(application.case_id):
        if licence.is_effective:
            revoke(actor, licence, reason=f"承诺不实：{findings}"[:400], basis=REVOCATION, decided=True)
    issue_letter(
        deed, actor, application, "revocation", part=part, reason=findings, law=REVOCATION,
        remedies=remedies_in_words(application),
    )  # fmt: skip
    record = record_dishonesty(deed, part, CreditRecord.Kind.FALSE_COMMITMENT, findings)
    deed.announce(
        CommitmentFoundFalse(
            subject=f"application:{application.pk}", application_id=application.pk, part_id=part.pk,
            record_id=record.pk, reason=findings,
        )
    )  # fmt: skip
    return record


def record_dishonesty(deed: Deed, part: Part, kind: CreditRecord.Kind, facts: str) -> CreditRecord:
    """Put a dishonesty of the applicant on record, with the day before which it cannot be repaired."""
    application, rule = part.application, statute("services.commitment_ban", timezone.localdate())
    record = CreditRecord(
        application=application, organ=part.organ, kind=kind, subject_name=application.applicant_name, facts=facts[:2000],
        recorded_at=timezone.now(),
        basis=rule.source, barred_until=last_day(rule, timezone.localdate(), part.organ_id),
        **CreditRecord.confidential_values(application.applicant_number),
    )  # fmt: skip
    deed.create(record)
    return record


def repair(actor: Actor, record: CreditRecord, note: str) -> None:
    """Restore the credit of a subject that has made good (信用修复). Raises NotPermitted; Refused without a reason, too early,
    or twice.
    """
    with act(acts.REPAIR_CREDIT, actor, record) as deed:
        if record.repaired_at is not None:
            raise Refused("这条记录已经修复。")
        if not note.strip():
            raise Refused("请写明修复的理由和依据。", "note")
        if timezone.localdate() <= record.barred_until:
            raise Refused(f"{day_in_words(record.barred_until)}以后才能修复。")
        deed.change(record, repaired_at=timezone.now(), repaired_by_id=actor.account_id, repair_note=note.strip()[:500])
