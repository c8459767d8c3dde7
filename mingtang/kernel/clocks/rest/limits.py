"""法定时限: every rule with its clause, the amount a node sets, and dates worked out with their reason. For officials."""

import re
from datetime import date, datetime
from typing import Annotated, Any

from ninja import Field, Query, Router, Schema
from pydantic import AfterValidator

from mingtang.kernel.clocks.actions import set_limit
from mingtang.kernel.clocks.calculation import Answer, calculate
from mingtang.kernel.clocks.limits import limits_in_force, versions_of
from mingtang.kernel.clocks.models import FIRST_DAY, LAST_DAY
from mingtang.kernel.clocks.queries import require_official
from mingtang.kernel.clocks.wording import UNITS, LimitRow
from mingtang.kernel.directory.api import organs_visible_to
from mingtang.lib.clocks import Event, Extended, NoRule, Pause, Restart, Rule, Unit
from mingtang.ui.rest.fields import Key, Line, Request, labelled
from mingtang.ui.rest.problems import NOT_FOUND, Problem
from mingtang.ui.rest.rows import SignedIn, referred_or_none

router = Router(tags=["法定时限"])

Code = Annotated[str, Line(60, shortest=1)]
UnitName = Annotated[Unit, labelled(UNITS)]


def _moment(text: str) -> str:
    """A day, or a moment of local time, within the years of the calendar."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2})?", text):
        raise ValueError("写成 2026-03-02 或 2026-03-02T09:30")
    if not FIRST_DAY <= datetime.fromisoformat(text).date() <= LAST_DAY:
        raise ValueError(f"在 {FIRST_DAY} 至 {LAST_DAY} 之间")
    return text


When = Annotated[str, Line(16), AfterValidator(_moment)]


class ExtensionOut(Schema):
    most: int = Field(description="每次至多，单位与时限相同")
    times: int = Field(description="次数")
    granted_by: str = Field(description="批准人")
    source: str = Field(description="依据")


class LimitOut(Schema):
    code: str = Field(description="代码")
    channel: str = Field(description="情形；空为一般")
    title: str = Field(description="名称")
    words: str = Field(description="期限，用文字")
    amount: int = Field(description="数量")
    unit: UnitName = Field(description="单位")
    origin: str = Field(description="自何时起")
    before: bool = Field(description="倒数：须在此事之前多久")
    minimum: bool = Field(description="下限：不少于")
    rolls: bool = Field(description="末日遇休息日顺延")
    pauses: list[str] = Field(description="不计入期限的情形")
    restarts: list[str] = Field(description="重新计算的情形")
    extension: ExtensionOut | None = Field(description="延长")
    deemed: str = Field(description="逾期视为")
    source: str = Field(description="依据")
    effective: date | None = Field(description="适用于何日起开始的事项；空为一直适用")
    expires: date | None = Field(description="至何日止；空为一直适用")
    unconfirmed: bool = Field(description="数值待本地确定")

    @classmethod
    def of(cls, rule: Rule) -> "LimitOut":
        """A rule for programs."""
        known: dict[str, Any] = {name: getattr(rule, name) for name in cls.model_fields if hasattr(rule, name)}
        extension = rule.extension and ExtensionOut(**vars(rule.extension))
        return cls(**known | {
            "words": LimitRow(rule).amount, "pauses": sorted(rule.pauses), "restarts": sorted(rule.restarts),
            "extension": extension, "effective": None if rule.effective == date.min else rule.effective,
            "expires": None if rule.expires == date.max else rule.expires,
        })  # fmt: skip


class LimitQuery(Schema):
    business: Annotated[str, Line(20)] = Field("", description="业务：services、disclosure、hotline、office")
    unconfirmed: bool | None = Field(None, description="数值是否待本地确定")


class AmountIn(Request):
    channel: Annotated[str, Line(30)] = Field("", description="情形")
    amount: Annotated[int, Field(ge=1, le=100_000)] = Field(description="数量")
    effective: date = Field(description="从这一天起开始的事项适用")
    source: Annotated[str, Line(200, shortest=1)] = Field(description="依据")


class PauseIn(Request):
    kind: Annotated[str, Line(40, shortest=1)] = Field(description="原因")
    start: When = Field(description="中止之日，算已用")
    end: When | None = Field(None, description="恢复之日，不算；空为尚未恢复")


class RestartIn(Request):
    kind: Annotated[str, Line(40, shortest=1)] = Field(description="原因")
    at: When = Field(description="从此重新计算")


class ExtendedIn(Request):
    amount: Annotated[int, Field(ge=1, le=100_000)] = Field(description="延长多少，单位与时限相同")
    at: When = Field(description="批准之日")


class CalculationIn(Request):
    channel: Annotated[str, Line(30)] = Field("", description="情形")
    start: When = Field(description="开始：日期，或按小时计算时的时间（北京时间）")
    organ: Key | None = Field(None, description="按哪个机构所在地区的日历；空为全国")
    pauses: Annotated[list[PauseIn], Field(max_length=50)] = Field([], description="中止")
    restarts: Annotated[list[RestartIn], Field(max_length=50)] = Field([], description="重新计算")
    extensions: Annotated[list[ExtendedIn], Field(max_length=20)] = Field([], description="延长")


class CalculationOut(Schema):
    due: str | None = Field(description="到期日，或到期的时间；中止未恢复时为空")
    provisional: bool = Field(description="落在放假安排尚未公布的年份，日期待定")
    sentence: str = Field(description="理由")
    limit: LimitOut = Field(description="适用的时限")


@router.get("/limits", response=list[LimitOut], summary="法定时限列表")
def list_limits(request: SignedIn, asked: Query[LimitQuery]) -> list[LimitOut]:
    require_official(request.actor)
    return [
        LimitOut.of(rule)
        for rule in limits_in_force()
        if rule.code.startswith(f"{asked.business}." if asked.business else "")
        and asked.unconfirmed in {None, rule.unconfirmed}
    ]


@router.get("/limits/{code}", response=list[LimitOut], summary="查看法定时限：各种情形、现在和以前的规定")
def show_limit(request: SignedIn, code: Code) -> list[LimitOut]:
    require_official(request.actor)
    return [LimitOut.of(rule) for rule in _known(code)]


@router.put("/limits/{code}/amount", response=list[LimitOut], summary="设定本地时限")
def put_limit_amount(request: SignedIn, code: Code, details: AmountIn) -> list[LimitOut]:
    _known(code)
    set_limit(request.actor, code, **details.model_dump())
    return [LimitOut.of(rule) for rule in _known(code)]


@router.post("/limits/{code}/calculations", response=CalculationOut, summary="推算日期：何时到期，为什么")
def calculate_limit(request: SignedIn, code: Code, details: CalculationIn) -> CalculationOut:
    require_official(request.actor)
    _known(code)
    organ = referred_or_none(organs_visible_to(request.actor), details.organ, "organ")
    answer = calculate(
        code, details.channel, _read(details.start), _events(details), organ_id=organ.pk if organ else None
    )
    return _told(answer)


def _known(code: str) -> list[Rule]:
    try:
        return versions_of(code)
    except NoRule as error:
        raise Problem(NOT_FOUND) from error


def _events(details: CalculationIn) -> list[Event]:
    pauses = [Pause(each.kind, _read(each.start), _read(each.end) if each.end else None) for each in details.pauses]
    restarts = [Restart(each.kind, _read(each.at)) for each in details.restarts]
    return [*pauses, *restarts, *(Extended(each.amount, _read(each.at)) for each in details.extensions)]


def _read(text: str) -> date | datetime:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _told(answer: Answer) -> CalculationOut:
    at = answer.due.at
    return CalculationOut(
        due=at.isoformat("T", "minutes") if isinstance(at, datetime) else at.isoformat() if at else None,
        provisional=answer.due.provisional,
        sentence=answer.sentence,
        limit=LimitOut.of(answer.rule),
    )
