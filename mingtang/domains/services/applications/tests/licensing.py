"""A type of licences that the bureau of the desk issues, and an item that ends in one."""

from typing import Any

from mingtang.domains.services.applications import api
from mingtang.domains.services.applications.actions.stepping import take_turn, turn_at
from mingtang.domains.services.applications.models import Application
from mingtang.domains.services.applications.tests.desk import DECIDER, DOCUMENT, HANDLER, Desk
from mingtang.domains.services.catalogue.models import ServiceItem
from mingtang.domains.services.licences import api as licences
from mingtang.domains.services.licences.models import LicenceType
from mingtang.kernel.directory.api import set_number_format
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.forms.api import install as install_form
from mingtang.kernel.forms.api import published
from mingtang.lib.identifiers import licence_type_code

FACE = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "公共场所卫生许可证照面信息",
    "type": "object",
    "required": ["unit", "address", "kind"],
    "properties": {
        "unit": {"type": "string", "title": "单位名称", "maxLength": 20},
        "address": {"type": "string", "title": "地址", "maxLength": 60},
        "kind": {
            "type": "string",
            "title": "许可项目",
            "oneOf": [{"const": "bath", "title": "沐浴场所"}, {"const": "hair", "title": "美容美发场所"}],
        },
    },
    "ui": {"sections": [{"title": "许可内容", "fields": ["unit", "address", "kind"]}]},
}
ANSWERS: dict[str, Any] = {
    "operator": "南门小馆", "credit_code": "92990102MA0A001Y0M", "address": "文澜路 88 号", "principal": "林叙",
    "place_kind": "bathing", "area": "46.5", "staff": "2", "health_certificates": "2", "central_air": "no", "second_water": "no",
}  # fmt: skip
RESULT = {
    "form_key": "hygiene-permit",
    "result_type": "10",
    "licence_holder_name": "operator",
    "licence_holder_code": "credit_code",
    "licence_face": [
        {"face_field": "unit", "form_field": "operator"},
        {"face_field": "address", "form_field": "address"},
        {"face_field": "kind", "form_field": "place_kind"},
    ],
}


def licence_type_of(desk: Desk, *, term: int | None = 48, numbers: bool = True, **limits: str) -> LicenceType:
    """A type that the bureau of the desk issues."""
    organ = desk.world.organ(desk.organ)
    form = install_form("licence-desk", FACE["title"], FACE)  # type: ignore[arg-type]
    details = licences.TypeDetails(
        name="公共场所卫生许可证",
        form=form.definition,
        issuers=[organ],
        letter=licences.CERTIFICATE,
        term=term,
        **limits,
    )
    kind = licences.define_type(SYSTEM, licence_type_code(organ.credit_code or "", 9), details)
    if numbers:
        set_number_format(SYSTEM, kind.numbering, "澄卫公证字〔{year}〕第{n:04}号")
    return kind


def item_of(desk: Desk, kind: LicenceType, serial: str = "7", **own: Any) -> ServiceItem:
    """An item that ends in a licence of this type."""
    document = {**DOCUMENT, **RESULT, "licence_type_code": kind.code, **own}
    return desk.offer(document, code=f"11990102MB0A123420400013100400{serial}")


def filed(desk: Desk, item: ServiceItem, **answers: Any) -> Application:
    """An application with answers, submitted."""
    actor: Any = desk.world.actor("citizen")
    draft = desk.drafted(item)
    if item.in_force and item.in_force.document.get("form_key"):
        assert draft.form_version == published("hygiene-permit").pk
        api.save_draft(actor, draft, seen="", answers={**ANSWERS, **answers})
    return desk.fresh(api.submit(actor, draft))


def decided(desk: Desk, application: Application) -> Application:
    """The application, granted."""
    desk.reviewed(application)
    take(desk, application, "decide", DECIDER, outcome="准予", facts="符合条件", law="公共场所卫生管理条例第四条")
    return desk.fresh(application)


def take(desk: Desk, application: Application, node: str, who: str, **answers: Any) -> None:
    """Do a step as its page does it."""
    found = desk.fresh(application)
    turn = turn_at(found, desk.no(found, node))
    assert turn is not None
    take_turn(desk.world.actor(who), turn, {**turn.begun_with, **answers})


def granted(desk: Desk, application: Application, **answers: Any) -> Application:
    """The application with its licence made."""
    take(desk, decided(desk, application), "issue", HANDLER, **answers)
    return desk.fresh(application)
