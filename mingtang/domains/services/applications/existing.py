"""The licence that an application changes, renews or ends: which of those its applicant holds."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from mingtang.domains.services.applications.results import WAYS, Way, licence_of_item
from mingtang.domains.services.licences.api import Licence, can_pull, licences_held, window_of
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor


def licences_to_act_on(actor: Actor, document: Mapping[str, Any], number: str) -> list[Licence]:
    """The licences in force of the holder with this number that an item is about; none for items that issue new ones.

    Raises Refused when there is none to be changed, renewed or ended, or the actor may not see them.
    """
    found = licence_of_item(document)
    if found is None or found[1] is Way.ISSUE:
        return []
    code, way = found
    if not can_pull(actor, number):
        raise Refused(f"{WAYS[way]}证照需要先完成实人认证，请到“我的账号”办理，或者到窗口办理。")
    held = licences_held(number, code)
    if not held:
        raise Refused(
            f"没有找到您持有的有效的{document.get('result_name') or '证照'}，不能{WAYS[way]}；证照信息有误的请到窗口办理。"
        )
    return held


def chosen_licence(
    actor: Actor, document: Mapping[str, Any], number: str, *, chosen: int | None = None
) -> Licence | None:
    """The licence an application is to be about: the one that was `chosen` by its id, or the only one. None for new ones.

    Raises Refused when there is none, when one has to be chosen, and for a renewal that is asked for too early.
    """
    held = licences_to_act_on(actor, document, number)
    if not held:
        return None
    licence = next((each for each in held if each.pk == chosen), held[0] if len(held) == 1 else None)
    if licence is None:
        raise Refused("请选择要办理的证照。", "licence")
    found = licence_of_item(document)
    if found and found[1] is Way.RENEW:
        require_renewable(licence)
    return licence


def require_renewable(licence: Licence) -> None:
    """Raises Refused for a licence without end, and before the first day on which its renewal may be asked for."""
    window = window_of(licence)
    if window is None:
        raise Refused(f"{licence}长期有效，不需要延续。")
    if window.first is not None and timezone.localdate() < window.first:
        raise Refused(f"{licence}最早可以在 {window.first:%Y-%m-%d} 申请延续。")
