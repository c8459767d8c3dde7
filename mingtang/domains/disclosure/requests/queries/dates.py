"""Every date of a request with its reason: which day it is counted from, by which clause, what moved it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from mingtang.domains.disclosure.requests.calendar import explained, reply_clock
from mingtang.domains.disclosure.requests.models import Consultation, DisclosureRequest, day_in_words
from mingtang.domains.disclosure.requests.replies import reply_kinds
from mingtang.domains.disclosure.requests.rules import ANSWERS, CHANNELS, ORIGINS, Asked, Channel, clause_of
from mingtang.kernel.cases.api import clocks

LAW = "《政府信息公开条例》"


@dataclass(frozen=True)
class Dated:
    """A date of a request. `said` stands beside it, `because` behind one click; `is_limit` for days until when something
    may or must be done.
    """

    label: str
    day: date | None
    said: str = ""
    because: str = ""
    is_limit: bool = False


def dates_of(request: DisclosureRequest, *, names_others: bool = True) -> list[Dated]:
    """The dates of a request, in the order of their days; about ten statements.

    `names_others` is False for the applicant: who a third party is stays untold.
    """
    found = [
        *_receipt(request),
        *_correction(request),
        *_consultations(request, names_others=names_others),
        *_fee(request),
        *_excess(request),
        *_extension(request),
        *_reply(request),
        *_remedies(request),
    ]
    placed = enumerate(found)
    return [each for _, each in sorted(placed, key=lambda pair: (pair[1].day or date.max, pair[0]))]


def _receipt(row: DisclosureRequest) -> Iterator[Dated]:
    channel = Channel(row.channel)
    origin = f"{CHANNELS[channel]}提出的，{ORIGINS[channel]}为收到申请之日，答复期限从次日起算（{LAW}{clause_of(channel)}）。"
    yield Dated("提交", timezone.localdate(row.submitted_at), because="申请送到或者登记的时间，不一定是收到申请之日。")
    if row.received_on:
        yield Dated("收到申请", row.received_on, ORIGINS[channel], origin)
    elif row.is_open:
        yield Dated("收到申请", None, "待双方确认", origin)


def _correction(row: DisclosureRequest) -> Iterator[Dated]:
    if row.correction_asked_on and row.received_on:
        last, why = explained("disclosure.correction_notice", row.received_on, row.organ_id)
        yield Dated("告知补正", row.correction_asked_on, f"最迟 {day_in_words(last)}", why)
        yield Dated(
            "补正期限", row.correction_until, "由本机关合理确定",
            f"无正当理由逾期不补正的，视为放弃申请（{LAW}第三十条）。补正期间答复期限不计算。", is_limit=True,
        )  # fmt: skip
    if row.corrected_on:
        yield Dated(
            "收到补正", row.corrected_on, "答复期限重新计算", f"自收到补正的申请之日起重新计算（{LAW}第三十条）。"
        )


def _consultations(row: DisclosureRequest, *, names_others: bool) -> Iterator[Dated]:
    for each in row.consultations.all():
        who = each.name if names_others else _WHO[Asked(each.asked)]
        yield Dated(
            f"征求意见：{who}", each.sent_on, "对方收到征求意见函，答复期限暂停",
            f"征求第三方和其他机关意见所需时间不计算在答复期限内（{LAW}第三十三条第三款）。",
        )  # fmt: skip
        yield from _answer(each, who)


_WHO = {Asked.THIRD_PARTY: "第三方", Asked.CO_MAKER: "共同制作机关", Asked.ORGAN: "其他机关"}


def _answer(each: Consultation, who: str) -> Iterator[Dated]:
    last, why = explained(ANSWERS[Asked(each.asked)], each.sent_on, each.request.organ_id)
    if each.answered_on is None:
        yield Dated(f"意见期限：{who}", last, "", why, is_limit=True)
        return
    yield Dated(
        f"意见：{who}",
        each.answered_on,
        f"{each.get_opinion_display()}；期限到 {day_in_words(last)}",
        f"{why}{each.meaning}",
    )
    if each.told_on:
        decided = "予以公开" if each.discloses else "不予公开"
        yield Dated(f"告知决定：{who}", each.told_on, decided, f"决定和理由书面告知第三方（{LAW}第三十二条）。")


def _fee(row: DisclosureRequest) -> Iterator[Dated]:
    if row.fee_noticed_on:
        last, why = explained("disclosure.fee_payment", row.fee_noticed_on, row.organ_id)
        yield Dated(
            "收费通知", row.fee_noticed_on, f"信息处理费 {row.fee} 元", f"缴费期限到 {day_in_words(last)}：{why}"
        )
    if row.fee_paid_on:
        yield Dated(
            "缴费", row.fee_paid_on, "答复期限重新计算", "缴费后，答复期限自次日起重新计算（国办函〔2020〕109号）。"
        )
    elif row.fee_noticed_on and row.is_open:
        yield Dated("缴费期限", row.fee_until, "", "逾期未缴纳的，视为放弃申请（国办函〔2020〕109号）。", is_limit=True)


def _excess(row: DisclosureRequest) -> Iterator[Dated]:
    if row.reasons_asked_on:
        why = f"数量、频次明显超过合理范围的，可以要求申请人说明理由（{LAW}第三十五条）；这不停止答复期限的计算。"
        yield Dated("要求说明理由", row.reasons_asked_on, f"请在 {day_in_words(row.reasons_until)} 以前说明", why)
    if row.reasons_told_on:
        yield Dated("收到理由", row.reasons_told_on)


def _extension(row: DisclosureRequest) -> Iterator[Dated]:
    if row.extended_on:
        yield Dated(
            "批准延期", row.extended_on, "已书面告知申请人",
            f"期限届满以前，经公开工作机构负责人同意可以延长一次，最长20个工作日（{LAW}第三十三条第二款）。",
        )  # fmt: skip


def _reply(row: DisclosureRequest) -> Iterator[Dated]:
    clock = reply_clock(row)
    if clock:
        yield _limit(row, clock)
    for past in row.past_replies.select_related("proceeding"):
        yield Dated("原答复", past.replied_on, past.name, f"{past.proceeding}纠正后保留，另行重新答复。")
    if row.replied_on:
        yield Dated("答复", row.replied_on, row.reply_name, f"依据：{reply_kinds()[row.reply_kind].law}。")
    if row.delivered_on:
        yield Dated(
            "送达", row.delivered_on, row.delivery, f"以申请人要求的形式提供（{LAW}第四十条），送达情况见送达回证。"
        )


def _limit(row: DisclosureRequest, clock: clocks.ClockView) -> Dated:
    if row.is_with_applicant:
        anew = f"收到补正或者缴费以后，答复期限重新计算（{LAW}第三十条，国办函〔2020〕109号）。"
        return Dated("答复期限", None, "停止计算", anew, is_limit=True)
    end = clock.due.at if isinstance(clock.due.at, date) else None
    return Dated("答复期限", end, "" if end or not row.is_open else "暂停计算", clock.sentence, is_limit=row.is_open)


def _remedies(row: DisclosureRequest) -> Iterator[Dated]:
    """Until when the reply can be contested, for replies that do not grant all."""
    if row.delivered_on and row.reply_kind and not reply_kinds()[row.reply_kind].full:
        last, why = explained("disclosure.reconsideration", row.delivered_on, row.organ_id)
        yield Dated("申请行政复议", last, "不服答复的，可以申请的最后一天", why, is_limit=True)
