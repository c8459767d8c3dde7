"""What the author of an item does after its sections: form, process, letters, and trying them out."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from mingtang.domains.services.catalogue.api import AuthorStep, Companion, ItemVersion, ServiceItem, companions_of
from mingtang.domains.services.designing.begun import ELEMENTS


def running_steps(item: ServiceItem, version: ItemVersion, defects: Sequence[Any]) -> list[AuthorStep]:
    """The steps behind the sections; at most six statements. Items that nobody applies for have none."""
    if item.kind != ServiceItem.Kind.HANDLING or version.document.get("branches"):
        return []
    found = companions_of(item, version.document)
    steps = [_definition(item, element, found.get(element), defects) for element in ELEMENTS]
    letters = AuthorStep(
        "文书", reverse("designing_letters", args=[item.pk]), "受理通知书、决定书等，可以改成本机关的", optional=True
    )
    trial = AuthorStep("试办", reverse("designing_trial", args=[item.pk]), "填一遍，走一遍，不留下办件", optional=True)
    return [*steps, letters, *([trial] if "process_key" in found else [])]


def _definition(item: ServiceItem, element: str, found: Companion | None, defects: Sequence[Any]) -> AuthorStep:
    address = reverse("designing_definition", args=[item.pk, ELEMENTS[element].slug])
    wanting = sum(1 for each in defects if each.element == element)
    return AuthorStep(ELEMENTS[element].title, address, _said(found), wanting=wanting, optional=found is None)


def _said(found: Companion | None) -> str:
    if found is None:
        return "没有申请表和流程的事项只公布指南，不能网上办理"
    if found.is_draft:
        return f"{found.version.definition.title}：本机关的草稿，随事项一起发布"
    return f"{found.version.definition.title}：{'本机关的' if found.own else '通用的'}，第 {found.version.number} 版"
