"""What reviewers say of a sheet, what its site appeals against, and how that is decided."""

from decimal import Decimal

from django.utils import timezone

from mingtang.domains.inspection import acts
from mingtang.domains.inspection.actions.telling import tell_site
from mingtang.domains.inspection.judging import judged_values
from mingtang.domains.inspection.models import Appeal, Review, Sheet
from mingtang.domains.inspection.rules import Phase
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, NotPermitted, act, record_refusal
from mingtang.lib.inspection.reviewing import REVIEWERS, Marks, agreed

SHEET_PAGE = "/workbench/inspection/sheets/{}/"


def file_review(actor: Actor, sheet: Sheet, marks: Marks, remark: str = "") -> Review:
    """Judge what no survey measures. Raises NotPermitted, Refused: not for one's own organ, not twice, no more than are needed."""
    review = Review(
        organ_id=sheet.round.organ_id, sheet=sheet, reviewer_id=actor.account_id, vetoes=sorted(marks.vetoes),
        taken=_texts(marks.taken), given=_texts(marks.given), remark=remark.strip(), filed_at=timezone.now(),
    )  # fmt: skip
    with act(acts.REVIEW_SHEET, actor, review, within=sheet.round) as deed:
        if obstacle := why_no_review(actor, sheet):
            raise Refused(obstacle)
        if (marks.taken or marks.vetoes) and not review.remark:
            raise Refused("扣分要写明理由。", "remark")
        deed.create(review)
        if sheet.reviews.count() >= REVIEWERS:
            fresh = Sheet.objects.select_related("site", "round").get(pk=sheet.pk)
            deed.change(sheet, **judged_values(fresh))
    return review


def why_no_review(actor: Actor, sheet: Sheet) -> str:
    """Why the actor cannot judge this sheet now; empty when he can. One statement."""
    if sheet.round.stands is not Phase.REVIEWING:
        return "现在不是评分阶段。"
    if sheet.organ_id == actor.organ_id:
        return "不能评本单位的网站。"
    if not sheet.site.scored or sheet.vetoes:
        return "这个网站只看单项否决，不用人工评分。"
    reviews = list(sheet.reviews.all())
    if any(each.reviewer_id == actor.account_id for each in reviews):
        return "您已经评过这个网站。"
    if agreed([each.marks for each in reviews], sheet.round.indicators, sheet.judged) is not None:
        return "已经评完。"
    return ""


def appeal(actor: Actor, sheet: Sheet, indicator: str, claim: str) -> Appeal:
    """Object to one line of a sheet; only its organ, only in time. Raises NotPermitted, Refused."""
    if actor.organ_id != sheet.organ_id:
        record_refusal(acts.APPEAL, actor, sheet)
        raise NotPermitted("只有主办单位能申诉。")
    filed = Appeal(
        organ_id=sheet.organ_id, sheet=sheet, indicator=indicator, claim=claim.strip(), filed_by_id=actor.account_id,
        filed_at=timezone.now(),
    )  # fmt: skip
    with act(acts.APPEAL, actor, filed, within=sheet) as deed:
        if obstacle := why_no_appeal(actor, sheet):
            raise Refused(obstacle)
        if indicator not in {code for code, _ in objectionable(sheet)}:
            raise Refused("这一项没有扣分。", "indicator")
        if sheet.appeals.filter(indicator=indicator).exists():
            raise Refused("这一项已经申诉过。", "indicator")
        deed.create(filed)
    return filed


def why_no_appeal(actor: Actor, sheet: Sheet) -> str:
    """Why the actor's organ cannot appeal now; empty when it can."""
    if actor.organ_id != sheet.organ_id:
        return "只有主办单位能申诉。"
    until = sheet.round.appeal_until
    if sheet.round.stands is not Phase.TOLD or until is None or timezone.localdate() > until:
        return "不在申诉期内。"
    return "" if objectionable(sheet) else "没有扣分，不用申诉。"


def objectionable(sheet: Sheet) -> list[tuple[str, str]]:
    """Code and title of what counted against the site."""
    scheme = sheet.round.indicators
    vetoes = set(sheet.vetoes.split("；"))
    hit = [(each.code, f"单项否决：{each.title}") for each in scheme.vetoes if each.title in vetoes]
    lost = [(line["code"], f"{line['title']}（扣 {line['amount']} 分）") for line in sheet.lines if _lost(line)]
    return [*hit, *lost]


def _lost(line: dict[str, str]) -> bool:
    return line["block"] != "加分" and Decimal(line["amount"]) > 0


def why_no_decision(actor: Actor, filed: Appeal) -> str:
    """Why the actor may not decide an appeal: whoever judged the sheet, or belongs to its organ, stands back."""
    if filed.state != Appeal.State.FILED:
        return "申诉已经复核。"
    if filed.organ_id == actor.organ_id:
        return "不能复核本单位的申诉。"
    if any(each.reviewer_id == actor.account_id for each in filed.sheet.reviews.all()):
        return "评过这个网站的人应当回避。"
    return ""


def decide_appeal(actor: Actor, filed: Appeal, *, points: Decimal | None, decision: str) -> None:
    """Uphold an appeal with `points` given back (a veto is lifted whatever they are), or with None let the sheet stand.

    Raises NotPermitted, Refused.
    """
    with act(acts.DECIDE_APPEAL, actor, filed, within=filed.sheet.round) as deed:
        if obstacle := why_no_decision(actor, filed):
            raise Refused(obstacle)
        if not decision.strip():
            raise Refused("请写明复核意见。", "decision")
        state = Appeal.State.DISMISSED if points is None else Appeal.State.UPHELD
        deed.change(
            filed, state=state.value, points=points or Decimal(0), decision=decision.strip(),
            decided_by_id=actor.account_id, decided_at=timezone.now(),
        )  # fmt: skip
        sheet = Sheet.objects.select_related("site__editor", "round").get(pk=filed.sheet_id)
        deed.change(sheet, **judged_values(sheet))
        body = f"“{filed.title}”的申诉：{filed.get_state_display()}。{filed.decision}"
        tell_site(sheet.site, "申诉复核结果", body, key=f"appeal:{filed.pk}", link=SHEET_PAGE.format(sheet.pk))


def _texts(points: object) -> dict[str, str]:
    return {code: str(each) for code, each in dict(points).items() if each}  # type: ignore[call-overload]
