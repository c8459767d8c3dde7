"""效能监察: statistics, indicators, lights with their steps, orders."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.db.models import QuerySet
from django.utils import timezone
from ninja import Field, FilterLookup, FilterSchema, Query, Router, Schema, Status
from pydantic import AfterValidator

from mingtang.domains.services.efficiency.actions.ordering import answer_order, close_order, send_order
from mingtang.domains.services.efficiency.actions.stepping import close, confirm, explain, rectify, revoke
from mingtang.domains.services.efficiency.models import Light, SupervisionOrder
from mingtang.domains.services.efficiency.queries.breakdowns import BREAKDOWNS
from mingtang.domains.services.efficiency.queries.figures import Scope, by_organ, values
from mingtang.domains.services.efficiency.rules.course import STAGES
from mingtang.domains.services.efficiency.rules.indicators import Value
from mingtang.domains.services.efficiency.rules.periods import Period, month_of, period_of
from mingtang.domains.services.efficiency.rules.tally import MEASURES
from mingtang.kernel.evidence.api import Actor
from mingtang.ui.rest.fields import Key, Line, Moment, Request, choices, labelled, plain_text
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.problems import INVALID, Fault, Problem
from mingtang.ui.rest.rows import SignedIn, found

router = Router(tags=["效能监察"])

LevelOfLight = Annotated[str, choices(Light.Level)]
StageOfLight = Annotated[str, labelled({each.value: word for each, word in STAGES.items()})]
StateOfOrder = Annotated[str, choices(SupervisionOrder.State)]
LongText = Annotated[str, Field(max_length=1000), AfterValidator(plain_text)]
Dimension = Annotated[
    Literal["organs", "items", "regions", "people"],
    labelled({"organs": "单位", "items": "事项", "regions": "区域", "people": "人员"}),
]


class StatisticsOut(Schema):
    id: int
    name: str = Field(description="单位、事项、区域或者人员")
    submitted: int = Field(description="提交件数，按提交日期")
    online: int = Field(description="其中网上提交")
    accepted: int = Field(description="受理件数，按受理日期")
    corrected: int = Field(description="受理件中补正过的")
    denied: int = Field(description="受理件中不予许可的")
    refused: int = Field(description="不予受理件数")
    decided: int = Field(description="办结件数，按决定日期")
    on_time: int = Field(description="其中按期")
    early: int = Field(description="其中提前")
    immediate: int = Field(description="其中即办件")
    working_days: int = Field(description="办结件受理至决定的工作日合计，扣除暂停")
    natural_days: int = Field(description="办结件受理至决定的自然日合计")
    abandoned: int = Field(description="撤回、终止、补正不来件数")
    materials: int = Field(description="提交件的必要材料，份")
    shared: int = Field(description="其中共享、免提交的")
    pullable: int = Field(description="提交件中材料可以用电子证照的件数")
    pulled: int = Field(description="其中调用了电子证照的")


class IndicatorOut(Schema):
    code: str = Field(description="指标标识")
    title: str = Field(description="指标")
    formula: str = Field(description="口径")
    unit: str = Field(description="percent 为百分比，days 为日，count 为件")
    number: float | None = Field(description="数值；分母为零时为空")
    numerator: int = Field(description="分子")
    denominator: int | None = Field(description="分母；计数指标为空")

    @staticmethod
    def resolve_code(told: Value) -> str:
        return told.indicator.code

    @staticmethod
    def resolve_title(told: Value) -> str:
        return told.indicator.title

    @staticmethod
    def resolve_formula(told: Value) -> str:
        return told.indicator.formula

    @staticmethod
    def resolve_unit(told: Value) -> str:
        return told.indicator.unit


class LightOut(Schema):
    id: int
    number: str = Field(description="监察编号")
    rule: str = Field(description="监察规则编号")
    title: str = Field(description="规则")
    level: LevelOfLight = Field(description="预警类型")
    serious: bool = Field(description="是否严重")
    application_id: int | None = Field(description="办件；体外循环没有办件")
    about: str = Field(description="监察对象")
    organ_id: int = Field(description="责任部门")
    person_name: str = Field(description="责任人")
    description: str = Field(description="监察结果描述")
    basis: str = Field(description="依据")
    at: datetime = Field(description="状态产生时间")
    raised_at: datetime = Field(description="亮灯时间")
    answer_due_at: datetime | None = Field(description="说明或者申诉的期限")
    stage: StageOfLight = Field(description="状态")


class LightStepOut(Schema):
    stage: StageOfLight = Field(description="状态")
    at: datetime = Field(description="时间")
    by_name: str = Field(description="经办人")
    text: str = Field(description="内容")


class LightStepIn(Request):
    step: Annotated[
        Literal["explanation", "appeal", "confirmation", "revocation", "rectification", "closing"],
        labelled(
            {
                "explanation": "说明",
                "appeal": "申诉",
                "confirmation": "确认",
                "revocation": "撤销",
                "rectification": "报送整改",
                "closing": "销号",
            }
        ),
    ] = Field(description="环节")
    text: Annotated[str, Field(max_length=600), AfterValidator(plain_text)] = Field("", description="内容")


class SupervisionOrderOut(Schema):
    id: int
    number: str = Field(description="督办编号")
    light_id: int | None = Field(description="红黄灯")
    application_id: int | None = Field(description="办件")
    organ_id: int = Field(description="督办对象")
    content: str = Field(description="督办内容")
    sent_at: datetime = Field(description="督办发出时间")
    due_at: datetime = Field(description="答复期限")
    state: StateOfOrder = Field(description="状态")
    answer: str = Field(description="答复")
    answered_at: datetime | None = Field(description="答复时间")


class SupervisionOrderIn(Request):
    content: Annotated[str, Field(min_length=1, max_length=600), AfterValidator(plain_text)] = Field(
        description="督办内容"
    )
    until: date = Field(description="答复期限，当日有效")


class OrderAnswerIn(Request):
    answer: LongText = Field(description="答复")


class LightFilter(FilterSchema):
    rule: Annotated[str, Line(10)] | None = Field(None, description="监察规则编号")
    level: LevelOfLight | None = Field(None, description="预警类型")
    stage: StageOfLight | None = Field(None, description="状态")
    organ: Annotated[Key | None, FilterLookup("organ_id")] = Field(None, description="责任部门")
    application: Annotated[Key | None, FilterLookup("application_id")] = Field(None, description="办件")
    since: Annotated[Moment | None, FilterLookup("raised_at__gte")] = Field(None, description="亮灯时间不早于")


class OrderFilterIn(FilterSchema):
    state: StateOfOrder | None = Field(None, description="状态")
    organ: Annotated[Key | None, FilterLookup("organ_id")] = Field(None, description="督办对象")


PeriodText = Annotated[str, Line(7)]
RegionCode = Annotated[str, Line(12)]


def _period(text: str) -> Period:
    """The period a program asks for; without one this month. Raises Problem 422."""
    found_one = period_of(text) if text else month_of(timezone.localdate())
    if found_one is None:
        raise Problem(INVALID, faults=[Fault("时段写作 2026-09、2026-Q3 或者 2026。", "period")])
    return found_one


@router.get("/services/statistics/{dimension}", response=list[StatisticsOut], summary="办件统计")
def list_service_statistics(
    request: SignedIn, dimension: Dimension, period: PeriodText = "", region: RegionCode = ""
) -> list[dict[str, Any]]:
    rows = BREAKDOWNS[dimension](Scope(request.actor, region), _period(period)).order_by("-sum_decided", "pk")[:1000]
    return [
        {"id": row.pk, "name": str(row), **{name: getattr(row, f"sum_{name}") for name in MEASURES}} for row in rows
    ]


@router.get("/services/indicators", response=list[IndicatorOut], summary="效能指标")
def list_service_indicators(request: SignedIn, period: PeriodText = "", region: RegionCode = "") -> list[Value]:
    scope = Scope(request.actor, region)
    asked = _period(period)
    return values(scope, asked, by_organ(scope, asked))


@router.get("/services/lights", response=list[LightOut], summary="红黄灯列表")
@listed(orders=["id", "raised_at"])
def list_lights(request: SignedIn, filters: Query[LightFilter]) -> QuerySet[Light]:
    return filters.filter(Light.objects.visible_to(request.actor))


@router.get("/services/lights/{int:light_id}", response=LightOut, summary="查看红黄灯")
def show_light(request: SignedIn, light_id: Key) -> Light:
    return found(Light.objects.visible_to(request.actor), light_id)


@router.get("/services/lights/{int:light_id}/steps", response=list[LightStepOut], summary="红黄灯的处理过程")
def list_light_steps(request: SignedIn, light_id: Key) -> list[Any]:
    return list(found(Light.objects.visible_to(request.actor), light_id).steps.all())


def _appeal(actor: Actor, light: Light, text: str) -> None:
    explain(actor, light, text, appeal=True)


_STEPS: dict[str, Callable[[Actor, Light, str], None]] = {
    "explanation": explain,
    "appeal": _appeal,
    "confirmation": confirm,
    "revocation": revoke,
    "rectification": rectify,
    "closing": close,
}


@router.post("/services/lights/{int:light_id}/steps", response=LightOut, summary="办理红黄灯")
def step_light(request: SignedIn, light_id: Key, details: LightStepIn) -> Light:
    light = found(Light.objects.visible_to(request.actor), light_id)
    _STEPS[details.step](request.actor, light, details.text)
    return light


@router.post("/services/lights/{int:light_id}/orders", response={201: SupervisionOrderOut}, summary="发督办单")
def send_supervision_order(request: SignedIn, light_id: Key, details: SupervisionOrderIn) -> Status[SupervisionOrder]:
    light = found(Light.objects.visible_to(request.actor).select_related("organ"), light_id)
    return Status(201, send_order(request.actor, light.organ, details.content, details.until, light=light))


@router.get("/services/supervision-orders", response=list[SupervisionOrderOut], summary="督办单列表")
@listed(orders=["id", "sent_at"])
def list_supervision_orders(request: SignedIn, filters: Query[OrderFilterIn]) -> QuerySet[SupervisionOrder]:
    return filters.filter(SupervisionOrder.objects.visible_to(request.actor))


@router.post("/services/supervision-orders/{int:order_id}/answer", response=SupervisionOrderOut, summary="答复督办单")
def answer_supervision_order(request: SignedIn, order_id: Key, details: OrderAnswerIn) -> SupervisionOrder:
    order = found(SupervisionOrder.objects.visible_to(request.actor), order_id)
    answer_order(request.actor, order, details.answer)
    return order


@router.post("/services/supervision-orders/{int:order_id}/closing", response=SupervisionOrderOut, summary="督办办结")
def close_supervision_order(request: SignedIn, order_id: Key) -> SupervisionOrder:
    order = found(SupervisionOrder.objects.visible_to(request.actor), order_id)
    close_order(request.actor, order)
    return order
