"""What may be done between acceptance and decision beside the steps of the process, and what forbids it. Pure.

Special procedures (行政许可法第四十五条), extension (第四十二条), hearing (第四十六至四十八条), fees, termination.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from mingtang.domains.services.applications.rules import OVER, State


class Measure(StrEnum):
    """One thing that officials, or the applicant, may do beside the steps."""

    ASK_SPECIAL = "ask_special"
    DECIDE_SPECIAL = "decide_special"
    END_SPECIAL = "end_special"
    ASK_EXTENSION = "ask_extension"
    DECIDE_EXTENSION = "decide_extension"
    TELL_HEARING = "tell_hearing"
    REQUEST_HEARING = "request_hearing"
    WAIVE_HEARING = "waive_hearing"
    NOTIFY_HEARING = "notify_hearing"
    RECORD_HEARING = "record_hearing"
    CHARGE = "charge"
    CONVENE = "convene"
    RECORD_SEAT = "record_seat"
    CLOSE_MEETING = "close_meeting"
    CANCEL_MEETING = "cancel_meeting"
    TERMINATE = "terminate"
    VOID = "void"


TITLES: dict[Measure, str] = {
    Measure.ASK_SPECIAL: "提出特别程序",
    Measure.DECIDE_SPECIAL: "审核特别程序",
    Measure.END_SPECIAL: "结束特别程序",
    Measure.ASK_EXTENSION: "申请延期",
    Measure.DECIDE_EXTENSION: "批准延期",
    Measure.TELL_HEARING: "告知听证权利",
    Measure.REQUEST_HEARING: "要求听证",
    Measure.WAIVE_HEARING: "放弃听证",
    Measure.NOTIFY_HEARING: "通知听证",
    Measure.RECORD_HEARING: "记录听证",
    Measure.CHARGE: "告知缴费",
    Measure.CONVENE: "召集联合踏勘、联审会议",
    Measure.RECORD_SEAT: "填写本部门记录",
    Measure.CLOSE_MEETING: "汇总记录、分送纪要",
    Measure.CANCEL_MEETING: "取消联合踏勘、联审会议",
    Measure.TERMINATE: "终止办理",
    Measure.VOID: "作废",
}

HEARING = "hearing"
OTHER = "other"
"""A procedure that the law does not list: it is kept, stops no limit, and supervision hears of it."""


class Special(StrEnum):
    """How a special procedure stands."""

    ASKED = "asked"
    RUNNING = "running"
    ENDED = "ended"
    DECLINED = "declined"


class Hearing(StrEnum):
    """How a hearing stands; what is not requested in time lapses by itself."""

    TOLD = "told"
    REQUESTED = "requested"
    NOTIFIED = "notified"
    HELD = "held"
    WAIVED = "waived"
    LAPSED = "lapsed"


class Together(StrEnum):
    """What several organs do together, convened by the lead of a joint matter (services.md 8, rule 6)."""

    VISIT = "visit"
    REVIEW = "review"


class Meeting(StrEnum):
    """How something that organs do together stands."""

    CONVENED = "convened"
    HELD = "held"
    CANCELLED = "cancelled"


class Seat(StrEnum):
    """How one organ stands in it. Absent, it agrees with the joint record only where a local rule says so."""

    INVITED = "invited"
    RECORDED = "recorded"
    DEEMED = "deemed"
    ABSENT = "absent"


TOGETHER: dict[Together, str] = {Together.VISIT: "联合踏勘", Together.REVIEW: "联审会议"}
MEETINGS: dict[Meeting, str] = {
    Meeting.CONVENED: "已召集", Meeting.HELD: "已举行", Meeting.CANCELLED: "已取消"
}  # fmt: skip
SEATS: dict[Seat, str] = {
    Seat.INVITED: "已通知", Seat.RECORDED: "已记录", Seat.DEEMED: "缺席，视为同意联合记录", Seat.ABSENT: "缺席"
}  # fmt: skip


class Asked(StrEnum):
    """How something stands that one asks for and another grants."""

    ASKED = "asked"
    GRANTED = "granted"
    DECLINED = "declined"


UNDER_REVIEW = frozenset({State.REVIEWING, State.SPECIAL, State.DECIDING})
"""Accepted and not decided: only then does any limit of the decision run."""
_LAID_DOWN = frozenset({Hearing.HELD, Hearing.WAIVED, Hearing.LAPSED})


@dataclass(frozen=True)
class Standing:
    """How a part stands, as far as measures ask. `is_joint` is the whole of a joint matter, `is_branch` one organ's part of it.

    `is_convened` while organs are called together, `is_invited` while this organ's record of it is waited for. `special`, `hearing` and `extension` are "" when there is none open.
    """

    state: State
    is_decided: bool = False
    is_joint: bool = False
    is_branch: bool = False
    is_convened: bool = False
    is_invited: bool = False
    special: str = ""
    special_kind: str = ""
    extension: str = ""
    hearing: str = ""
    is_charged: bool = False
    has_fees: bool = True


def why_not(measure: Measure, at: Standing) -> str:
    """Why a measure does not fit the state of a part, "" when it does."""
    if measure is Measure.VOID:
        return "办件已经办结，不能作废。" if at.state in OVER else ""
    if measure is Measure.TERMINATE:
        return "已经作出决定或者办结，不能终止办理。" if at.state in _PAST_ENDING or at.is_decided else ""
    if measure in _OF_MEETING:
        return _OF_MEETING[measure](at)
    if at.is_decided or at.state not in UNDER_REVIEW:
        return f"只能在受理之后、作出决定之前{TITLES[measure]}。"
    if at.is_joint and measure in _BY_ORGAN:
        return "联办事项由各部门分别办理，请在该部门的分支上操作。"
    return _WHY_NOT[measure](at) if measure in _WHY_NOT else ""


_PAST_ENDING = OVER | {State.ISSUING, State.DECIDED, State.DRAFT}
_BY_ORGAN = frozenset(Measure) - {
    Measure.ASK_EXTENSION,
    Measure.DECIDE_EXTENSION,
    Measure.CHARGE,
    Measure.TERMINATE,
    Measure.VOID,
}


def _none_open(at: Standing) -> str:
    return "已有特别程序在办理，特别程序不能重叠。" if at.special else ""


def _none_told(at: Standing) -> str:
    return "已经告知过听证权利。" if at.hearing else ""


def _why_not_end(at: Standing) -> str:
    if at.special != Special.RUNNING:
        return "没有正在进行的特别程序。"
    return "听证在写入笔录时结束。" if at.special_kind == HEARING else ""


def _why_not_charge(at: Standing) -> str:
    if at.is_branch:
        return "联办各分支的费用由牵头部门一次告知，请在整个办件上操作。"
    if not at.has_fees:
        return "实施清单没有公布收费项目，不能收费。"
    return "费用已经告知过。应当缴纳的费用要一次告知。" if at.is_charged else ""


def _past_request(at: Standing) -> str:
    if at.hearing == Hearing.LAPSED:
        return "要求听证的期限已经届满，视为放弃。"
    return "已经答复过是否要求听证。" if at.hearing else "还没有告知听证权利。"


def _why_not_convene(at: Standing) -> str:
    if not at.is_joint:
        return "只有联办事项才由牵头部门召集各部门。"
    if at.is_decided or at.state not in UNDER_REVIEW | {State.CORRECTING}:
        return "只能在受理之后、作出决定之前召集。"
    return "已经召集过，请先汇总记录或者取消。" if at.is_convened else ""


_OF_MEETING = {
    Measure.CONVENE: _why_not_convene,
    Measure.RECORD_SEAT: lambda at: "" if at.is_invited else "没有等待本部门填写的记录。",
    Measure.CLOSE_MEETING: lambda at: "" if at.is_convened else "没有召集联合踏勘、联审会议。",
    Measure.CANCEL_MEETING: lambda at: "" if at.is_convened else "没有召集联合踏勘、联审会议。",
}
"""Organs may meet while others of them wait for the applicant, and what was begun is ended, however parts stand meanwhile."""
_WHY_NOT = {
    Measure.ASK_SPECIAL: _none_open,
    Measure.DECIDE_SPECIAL: lambda at: "" if at.special == Special.ASKED else "没有待审核的特别程序。",
    Measure.END_SPECIAL: _why_not_end,
    Measure.ASK_EXTENSION: lambda at: "已经提出延期，等待批准。" if at.extension == Asked.ASKED else "",
    Measure.DECIDE_EXTENSION: lambda at: "" if at.extension == Asked.ASKED else "没有待批准的延期。",
    Measure.TELL_HEARING: _none_told,
    Measure.REQUEST_HEARING: lambda at: "" if at.hearing == Hearing.TOLD else _past_request(at),
    Measure.WAIVE_HEARING: lambda at: "" if at.hearing == Hearing.TOLD else _past_request(at),
    Measure.NOTIFY_HEARING: lambda at: "" if at.hearing == Hearing.REQUESTED else "没有等待通知的听证。",
    Measure.RECORD_HEARING: lambda at: "" if at.hearing == Hearing.NOTIFIED else "听证还没有通知。",
    Measure.CHARGE: _why_not_charge,
}


def why_no_decision(at: Standing, *, hearing_owed: bool) -> str:
    """Why what runs beside the steps forbids a decision now, "" when nothing does (第四十六至四十八条)."""
    if at.special == Special.RUNNING:
        return "特别程序还没有结束。"
    if hearing_owed and not at.hearing:
        return "依法应当先告知申请人享有要求听证的权利。"
    if at.hearing == Hearing.TOLD:
        return "申请人要求听证的期限还没有届满。"
    return "" if not at.hearing or at.hearing in _LAID_DOWN else "申请人已经要求听证，应当根据听证笔录作出决定。"


def why_not_plan(kind: str, name: str, days: int, *, lawful: Collection[str], most: int | None) -> str:
    """Why a special procedure cannot be asked for so, "" when it can. `most` is what the item announces for it."""
    if kind not in lawful and kind != OTHER:
        return "请选择特别程序的种类。"
    if kind == OTHER and not name.strip():
        return "请写明程序名称。"
    if days < 1:
        return "请填写所需的工作日数。"
    return f"实施清单公布的时限是 {most} 个工作日，不能超过。" if most is not None and days > most else ""


def why_not_grant(asker: int | None, granter: int | None) -> str:
    """Why somebody may not grant what was asked for, "" when he may: never what he asked for himself."""
    return "提出人不能批准自己提出的事项。" if asker is not None and asker == granter else ""


def why_not_convened(at: datetime, organs: int, *, now: datetime) -> str:
    """Why organs cannot be called together so, "" when they can."""
    if organs < 2:
        return "请至少选择两个部门的分支。"
    return "" if at > now else "时间已经过去，请另定时间。"


def why_not_recorded(kind: Together, people: Collection[str], record: str) -> str:
    """Why the record of an organ does not count, "" when it does: each sends two officials to a site (第三十四条第三款)."""
    if kind is Together.VISIT and len(set(people)) < 2:
        return "联合踏勘应当有本部门两名以上工作人员参加。"
    return "" if people and record.strip() else "请填写参加人员和记录。"


def why_not_scheduled(on: date, *, today: date, notice_until: date, held_until: date) -> str:
    """Why a hearing cannot be held on a day, "" when it can (第四十七条, 第四十八条第一款第一项)."""
    if today > notice_until:
        return "应当于举行听证的七个工作日前通知申请人，请另定日期。"
    return f"应当在收到听证申请之日起二十个工作日内（{held_until:%Y-%m-%d} 前）组织听证。" if on > held_until else ""
