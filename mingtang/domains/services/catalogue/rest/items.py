"""事项库: items for those who draw up, review and publish them. What the public reads stands in `guides`."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from django.db.models import QuerySet
from django.http import HttpResponse
from ninja import Field, FilterLookup, FilterSchema, Query, Router, Schema, Status

from mingtang.domains.services.catalogue.actions import claiming, drafting, reviewing, standing
from mingtang.domains.services.catalogue.actions.faults import Defective, Misshapen
from mingtang.domains.services.catalogue.item_form import checked, item_form
from mingtang.domains.services.catalogue.models import ItemVersion, ServiceItem
from mingtang.domains.services.catalogue.permissions import EDIT_ITEMS, READ_ITEMS
from mingtang.domains.services.catalogue.queries.items import claimable_items, items_visible_to, versions_of
from mingtang.domains.services.catalogue.queries.surroundings import defects_in, defects_of
from mingtang.domains.services.catalogue.rules.upgrades import three_way
from mingtang.kernel.directory.api import Organ
from mingtang.lib.forms import contract
from mingtang.ui.rest.fields import Key, Line, Request, choices, labelled
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.problems import INVALID, NOT_FOUND, REFUSED, Fault, Problem
from mingtang.ui.rest.rows import SignedIn, found, referred
from mingtang.ui.rest.versions import seen_version, tell_version

Made = TypeVar("Made")
router = Router(tags=["政务服务：事项库"])

Document = Annotated[dict[str, Any], Field(description="事项内容，按 /services/item-contract")]
Reason = Annotated[str, Line(500)]
ItemState = Annotated[str, choices(ServiceItem.State)]
ItemKind = Annotated[str, choices(ServiceItem.Kind)]
VersionState = Annotated[str, choices(ItemVersion.State)]
Number = Annotated[int, Field(ge=1, le=2**31 - 1)]


class ItemOut(Schema):
    id: int
    code: str = Field(description="编码，用在地址里，不变")
    name: str = Field(description="事项名称")
    organ_id: int = Field(description="实施机关")
    kind: ItemKind = Field(description="层次")
    state: ItemState = Field(description="状态")
    state_reason: str = Field(description="暂停或取消的原因")
    task_type: str = Field(description="事项类型")
    task_code: str = Field(description="实施编码")
    local_task_code: str = Field(description="地方实施编码")
    base_id: int | None = Field(description="认领自")
    is_complete: bool = Field(description="指南是否完整")
    newest: int = Field(description="最新版本号")
    newest_state: VersionState = Field(description="最新版本的状态")
    newest_defects: int = Field(description="最新版本待完善的处数")


class ItemVersionOut(Schema):
    number: int = Field(description="版本号")
    state: VersionState = Field(description="状态")
    digest: str = Field(description="内容的 SM3 摘要，也是 ETag")
    defects: int = Field(description="待完善的处数")
    note: str = Field(description="退回意见")
    saved_at: datetime = Field(description="保存时间")
    published_at: datetime | None = Field(description="生效时间")


class DefectOut(Schema):
    path: str = Field(description="哪一项，如 materials.2.is_need")
    rule: str = Field(description="规则")
    sentence: str = Field(description="说明")


class ItemContentOut(ItemVersionOut):
    document: dict[str, Any] = Field(description="内容")
    found: list[DefectOut] = Field(description="待完善之处；已生效的版本不再列")


class ElementDifferenceOut(Schema):
    name: str = Field(description="元素")
    change: str = Field(description="above 上级改了，below 本级改了，alike 改得一样，conflict 两边都改了")
    base: Any = Field(description="认领时")
    mine: Any = Field(description="本级")
    theirs: Any = Field(description="上级现在")


class ItemFilterIn(FilterSchema):
    organ: Annotated[Key | None, FilterLookup("organ_id")] = Field(None, description="实施机关")
    state: ItemState | None = Field(None, description="状态")
    newest_state: VersionState | None = Field(None, description="最新版本的状态")
    name: Annotated[Annotated[str, Line(120)] | None, FilterLookup("name__contains")] = Field(
        None, description="名称包含"
    )
    code: Annotated[str, Line(80)] | None = Field(None, description="编码")


class ItemIn(Request):
    organ: Key = Field(description="实施机关")
    kind: ItemKind = Field(ServiceItem.Kind.HANDLING, description="层次")
    document: Document


class ItemDraftIn(Request):
    document: Document


class Outcome(StrEnum):
    AGREE = "agree"
    RETURN = "return"


class DecisionIn(Request):
    outcome: Annotated[Outcome, labelled({Outcome.AGREE: "通过", Outcome.RETURN: "退回"})] = Field(
        description="agree 通过，return 退回"
    )
    reason: Reason = Field("", description="退回意见")


class Standing(StrEnum):
    SUSPEND = "suspend"
    RESUME = "resume"
    CANCEL = "cancel"


class StandingIn(Request):
    outcome: Annotated[
        Standing, labelled({Standing.SUSPEND: "暂停", Standing.RESUME: "恢复", Standing.CANCEL: "取消"})
    ] = Field(description="suspend 暂停，resume 恢复，cancel 取消")
    reason: Reason = Field("", description="原因和依据")


class ItemClaimIn(Request):
    organ: Key = Field(description="由哪个机关认领")


class TakeOverIn(Request):
    names: Annotated[list[Annotated[str, Line(40)]], Field(max_length=200)] = Field(description="采用上级的哪些元素")


@router.get("/services/item-contract", response=dict[str, Any], summary="事项内容的合同（JSON Schema）")
def show_item_contract(request: SignedIn) -> dict[str, Any]:
    return contract(item_form())


@router.get("/services/items", response=list[ItemOut], summary="事项列表")
@listed(orders=["code", "id"])
def list_service_items(request: SignedIn, filters: Query[ItemFilterIn]) -> QuerySet[ServiceItem]:
    return filters.filter(items_visible_to(request.actor))


@router.post("/services/items", response={201: ItemOut}, summary="新建事项")
def add_service_item(request: SignedIn, details: ItemIn) -> Status[ServiceItem]:
    organ = referred(Organ.objects.within(request.actor, EDIT_ITEMS), details.organ, "organ")
    made = _judged(lambda: drafting.create_item(request.actor, organ, details.document, kind=details.kind))
    return Status(201, items_visible_to(request.actor).get(pk=made.pk))


@router.get("/services/items/{int:item_id}", response=ItemOut, summary="查看事项")
def show_service_item(request: SignedIn, item_id: Key) -> ServiceItem:
    return _item(request, item_id)


@router.get("/services/items/{int:item_id}/versions", response=list[ItemVersionOut], summary="事项的版本")
@listed(orders=["-number"])
def list_item_versions(request: SignedIn, item_id: Key) -> QuerySet[ItemVersion]:
    rows = versions_of(item := _item(request, item_id))
    return rows if request.actor.may(READ_ITEMS, item) else rows.exclude(published_at=None)


@router.get("/services/items/{int:item_id}/versions/{int:number}", response=ItemContentOut, summary="版本的内容")
def show_item_version(request: SignedIn, response: HttpResponse, item_id: Key, number: Number) -> dict[str, Any]:
    item = _item(request, item_id)
    version = item.versions.filter(number=number).first()
    if version is None or (version.published_at is None and not request.actor.may(READ_ITEMS, item)):
        raise Problem(NOT_FOUND)
    version.item = item
    tell_version(response, version.digest)
    told = ItemVersionOut.from_orm(version).dict()
    return told | {"document": version.document, "found": defects_of(version) if version.is_open else []}


@router.put("/services/items/{int:item_id}/draft", response=ItemVersionOut, summary="保存事项草稿（须带 If-Match）")
def save_item_draft(request: SignedIn, response: HttpResponse, item_id: Key, draft: ItemDraftIn) -> ItemVersion:
    item = _item(request, item_id)
    seen = seen_version(request, item.versions.latest("number").digest)
    saved = _judged(lambda: drafting.save_draft(request.actor, item, draft.document, seen=seen))
    tell_version(response, saved.digest)
    return saved


@router.post("/services/items/{int:item_id}/checks", response=list[DefectOut], summary="核对事项内容，不保存")
def check_item(request: SignedIn, item_id: Key, draft: ItemDraftIn) -> list[Any]:
    item = _item(request, item_id)
    clean, errors = checked(draft.document)
    if errors:
        raise _misshapen(Misshapen(errors))
    return list(defects_in(item, clean))


@router.post("/services/items/{int:item_id}/submission", response=ItemVersionOut, summary="提交审核（须带 If-Match）")
def submit_item(request: SignedIn, item_id: Key) -> ItemVersion:
    item = _item(request, item_id)
    return reviewing.submit_for_review(request.actor, item, seen=_seen(request, item))


@router.post("/services/items/{int:item_id}/review", response=ItemVersionOut, summary="部门审核（须带 If-Match）")
def review_item(request: SignedIn, item_id: Key, decision: DecisionIn) -> ItemVersion:
    item = _item(request, item_id)
    seen = _seen(request, item)
    if decision.outcome is Outcome.RETURN:
        return reviewing.return_to_editor(request.actor, item, decision.reason)
    return reviewing.pass_review(request.actor, item, seen=seen)


@router.post("/services/items/{int:item_id}/audit", response=ItemVersionOut, summary="审定发布（须带 If-Match）")
def audit_item(request: SignedIn, item_id: Key, decision: DecisionIn) -> ItemVersion:
    item = _item(request, item_id)
    seen = _seen(request, item)
    if decision.outcome is Outcome.RETURN:
        return reviewing.return_from_audit(request.actor, item, decision.reason)
    return _judged(lambda: reviewing.publish(request.actor, item, seen=seen))


@router.post("/services/items/{int:item_id}/standing", response=ItemOut, summary="暂停、恢复、取消")
def change_item_standing(request: SignedIn, item_id: Key, wish: StandingIn) -> ServiceItem:
    item, actor = _item(request, item_id), request.actor
    if wish.outcome is Standing.RESUME:
        standing.resume(actor, item)
    elif wish.outcome is Standing.CANCEL:
        standing.cancel(actor, item, wish.reason)
    else:
        standing.suspend(actor, item, wish.reason)
    return _item(request, item_id)


@router.post("/services/items/{int:item_id}/claims", response={201: ItemOut}, summary="认领上级事项")
def claim_item(request: SignedIn, item_id: Key, wish: ItemClaimIn) -> Status[ServiceItem]:
    above = found(claimable_items() & ServiceItem.objects.visible_to(request.actor), item_id)
    organ = referred(Organ.objects.within(request.actor, EDIT_ITEMS), wish.organ, "organ")
    made = claiming.claim(request.actor, above, organ)
    return Status(201, items_visible_to(request.actor).get(pk=made.pk))


@router.get(
    "/services/items/{int:item_id}/upgrade", response=list[ElementDifferenceOut], summary="上级新版本的逐项差别"
)
def show_item_upgrade(request: SignedIn, item_id: Key) -> list[Any]:
    item = _item(request, item_id)
    newest = item.versions.latest("number")
    if newest.published_at is None and not request.actor.may(READ_ITEMS, item):
        raise Problem(NOT_FOUND)
    theirs, known = item.base.in_force if item.base else None, newest.base_version
    if theirs is None or known is None or theirs.pk == known.pk:
        return []
    return list(three_way(known.document, newest.document, theirs.document))


@router.post("/services/items/{int:item_id}/upgrade", response=ItemVersionOut, summary="采用上级修改（须带 If-Match）")
def take_over_upgrade(request: SignedIn, item_id: Key, wish: TakeOverIn) -> ItemVersion:
    item = _item(request, item_id)
    seen = _seen(request, item)
    return _judged(lambda: claiming.take_over(request.actor, item, set(wish.names), seen=seen))


def _item(request: SignedIn, item_id: int) -> ServiceItem:
    return found(items_visible_to(request.actor).select_related("organ", "base__in_force", "parent"), item_id)


def _seen(request: SignedIn, item: ServiceItem) -> str:
    return seen_version(request, item.versions.latest("number").digest)


def _judged(do: Callable[[], Made]) -> Made:
    """Do it; what is wrong with the document is told by path, all at once."""
    try:
        return do()
    except Misshapen as fault:
        raise _misshapen(fault) from fault
    except Defective as fault:
        faults = [Fault(defect.sentence, defect.path) for defect in fault.defects]
        raise Problem(REFUSED, str(fault), faults=faults) from fault


def _misshapen(fault: Misshapen) -> Problem:
    faults = [Fault(message, path) for path, messages in fault.errors.items() for message in messages]
    return Problem(INVALID, faults=faults)
