"""The conditions that rules are made of, by name. Each says what it finds in how a part stands; nothing found is no light."""

from collections.abc import Callable, Iterator

from mingtang.domains.services.efficiency.rules.findings import Finding, Limit, Rule, Standing

Condition = Callable[[Rule, Standing], Iterator[Finding]]


def judge(rule: Rule, standing: Standing) -> list[Finding]:
    """What `rule` finds. Raises KeyError for a condition that nobody knows."""
    return list(CONDITIONS[rule.condition](rule, standing))


def limit_near(rule: Rule, standing: Standing) -> Iterator[Finding]:
    """Share `ratio` of a running limit is used, or only `left` units remain: whichever comes first."""
    for limit in _limits(rule, standing):
        left = limit.total - limit.used
        near = left <= rule.given["left"] or limit.used * 100 >= limit.total * rule.given.get("ratio", 101)
        if near and not limit.overdue and not limit.stopped:
            yield Finding(limit.mark, f"{limit.title}共 {limit.total}，已用 {limit.used}，余 {left}。")


def limit_over(rule: Rule, standing: Standing) -> Iterator[Finding]:
    """A limit is over, whether it still runs or was ended too late."""
    for limit in _limits(rule, standing):
        if limit.overdue:
            late = "，此后才办理" if limit.stopped else ""
            yield Finding(limit.mark, f"{limit.title}已于 {limit.due_on} 届满{late}。", limit.due_on)


def acceptance_late(rule: Rule, standing: Standing) -> Iterator[Finding]:
    """Neither accepted, corrected nor refused in time; silence is acceptance, and a fault all the same."""
    over = [limit for limit in standing.limits if limit.kind == "acceptance" and limit.overdue]
    if standing.deemed:
        yield Finding("deemed", "期满没有答复申请人，自收到材料之日起视为受理。")
    elif over:
        said = f"{over[-1].title}已于 {over[-1].due_on} 届满，没有受理、告知补正或者不予受理。"
        yield Finding(over[-1].mark, said, over[-1].due_on)


def step_late(rule: Rule, standing: Standing) -> Iterator[Finding]:
    """A step is late although the whole is not."""
    whole = any(limit.overdue for limit in standing.limits if limit.kind in {"promise", "statutory"})
    if not whole:
        for step in standing.late:
            yield Finding(f"step:{step.no}", f"环节“{step.title}”超过规定时间。")


def told_twice(rule: Rule, standing: Standing) -> Iterator[Finding]:
    """More correction notices, or more returns before receipt, than once for all."""
    if standing.notices > rule.given["notices"]:
        yield Finding(f"notices:{standing.notices}", f"已发出 {standing.notices} 次补正告知，应当一次告知全部内容。")
    if standing.pre_returns > rule.given["returns"]:
        yield Finding(f"returns:{standing.pre_returns}", f"收件前已退回 {standing.pre_returns} 次。")


def pause_unlawful(rule: Rule, standing: Standing) -> Iterator[Finding]:
    """The clock stood still for what the law does not know of, or nobody wrote why."""
    for stop in standing.stops:
        if not stop.lawful:
            yield Finding(f"stop:{stop.no}", f"以“{stop.what}”暂停计时，不在法定情形之列。")
        elif not stop.reason:
            yield Finding(f"stop:{stop.no}", f"以“{stop.what}”暂停计时，没有写明依据。")


def pause_long(rule: Rule, standing: Standing) -> Iterator[Finding]:
    """A special procedure takes longer than the applicant was told; `near` warns on the last day."""
    today = standing.now.date()
    for told in standing.announced:
        late = (told.ended_on or today) > told.until
        last_day = told.ended_on is None and today == told.until
        if rule.given.get("near") and last_day:
            yield Finding(f"long:{told.no}", f"“{told.what}”告知的时间今天届满。")
        elif late and not rule.given.get("near"):
            yield Finding(f"long:{told.no}", f"“{told.what}”超过告知的时间 {told.until}。", told.until)


def refused_silently(rule: Rule, standing: Standing) -> Iterator[Finding]:
    """A refusal that does not say why, or by which clause."""
    for refusal in standing.refusals:
        if not refusal.reasoned:
            yield Finding(f"refusal:{refusal.no}", f"{refusal.title}没有说明理由或者法律依据。")


def fee_unlisted(rule: Rule, standing: Standing) -> Iterator[Finding]:
    """A fee that the item does not list, or without a receipt."""
    for fee in standing.fees:
        if not fee.listed:
            yield Finding(f"fee:{fee.no}", f"收费时公布的目录没有这项费用或者标准更低：{fee.name}。")
        elif not fee.receipt:
            yield Finding(f"fee:{fee.no}", f"收取“{fee.name}”没有开具票据。")


def extended_wrongly(rule: Rule, standing: Standing) -> Iterator[Finding]:
    """An extension that came too late, or that the wrong person approved."""
    for grown in standing.extensions:
        if not grown.in_time:
            yield Finding(f"extension:{grown.no}", "期限届满以后才决定延长。")
        elif not grown.approved:
            yield Finding(f"extension:{grown.no}", "延长期限没有经过有权机关负责人批准。")


def times_implausible(rule: Rule, standing: Standing) -> Iterator[Finding]:
    """Moments in an order that cannot be, many decisions in one hour outside office hours, changes after the end."""
    decided, accepted = standing.decided_on, standing.accepted_on
    if decided and accepted and decided < accepted:
        yield Finding("order", f"决定日期 {decided} 早于受理日期 {accepted}。")
    if decided and not standing.in_hours and standing.decided_beside >= rule.given["bulk"]:
        yield Finding("bulk", f"在非工作时间一小时内作出 {standing.decided_beside} 件决定。")
    if standing.ended_at and standing.changed_at and standing.changed_at > standing.ended_at:
        yield Finding("after_end", "办结以后修改了办件内容。")


def by_others(rule: Rule, standing: Standing) -> Iterator[Finding]:
    """Found by people, or by what concerns no part of an application: a licence, a rating (`actions/noticing`)."""
    return iter(())


def _limits(rule: Rule, standing: Standing) -> list[Limit]:
    return [limit for limit in standing.limits if limit.kind == rule.given["limit"]]


CONDITIONS: dict[str, Condition] = {
    "limit_near": limit_near,
    "limit_over": limit_over,
    "acceptance_late": acceptance_late,
    "step_late": step_late,
    "told_twice": told_twice,
    "pause_unlawful": pause_unlawful,
    "pause_long": pause_long,
    "refused_silently": refused_silently,
    "fee_unlisted": fee_unlisted,
    "extended_wrongly": extended_wrongly,
    "times_implausible": times_implausible,
    "by_hand": by_others,
    "result_without_case": by_others,
    "follow_up_late": by_others,
}
"""What a rule may name in `condition`."""

WORDS: dict[str, str] = {
    "limit_near": "期限将要届满",
    "limit_over": "期限已经届满，或者届满以后才办理",
    "acceptance_late": "期满没有受理、告知补正或者不予受理",
    "step_late": "环节超过规定时间，而全程没有超过",
    "told_twice": "补正告知、收件前退回超过次数",
    "pause_unlawful": "暂停计时不在法定情形之列，或者没有写明依据",
    "pause_long": "特别程序超过告知申请人的时间",
    "refused_silently": "决定书没有写明理由或者法律依据",
    "fee_unlisted": "收取的费用在收费时公布的目录之外，或者高于公布的标准",
    "extended_wrongly": "期限届满以后延长，或者没有经过有权机关负责人批准",
    "times_implausible": "决定早于受理，非工作时间集中作出决定，办结以后修改",
    "by_hand": "由监察人员根据投诉、检查人工亮灯",
    "result_without_case": "机关受理这种证照的申请以后，不经办件制发证照",
    "follow_up_late": "差评没有按期回访、整改",
}
"""The conditions in words, for whoever is watched by them."""
assert WORDS.keys() == CONDITIONS.keys()
