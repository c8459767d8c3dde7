"""What the pages of filing share: the steps, the brief beside the form, the sheet of materials."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingtang.domains.services.applications.commitments import is_by_commitment
from mingtang.domains.services.applications.materials import Asked
from mingtang.domains.services.applications.models import Application
from mingtang.domains.services.catalogue.api import guide_address
from mingtang.kernel.content.api import Material, material_rows, reusable_materials
from mingtang.kernel.evidence.api import Actor

FORM, MATERIALS, COMMITMENT, CONFIRMATION = (
    "application_form",
    "application_materials",
    "application_commitment",
    "application_confirmation",
)


def steps_of(draft: Application | None) -> list[dict[str, str]]:
    """The steps of filing, with addresses once there is a draft."""
    labels = {name: label for name, label in _LABELS.items() if name in _names(draft)}
    urls = [reverse(name, args=[draft.pk]) if draft else "" for name in labels]
    return [
        {"label": _("选择情形"), "url": ""},
        *({"label": str(label), "url": url} for label, url in zip(labels.values(), urls, strict=True)),
    ]


_LABELS = {
    FORM: gettext_lazy("填写信息"),
    MATERIALS: gettext_lazy("上传材料"),
    COMMITMENT: gettext_lazy("告知承诺"),
    CONFIRMATION: gettext_lazy("核对提交"),
}


def _names(draft: Application | None) -> list[str]:
    """The pages of filing in their order; that of commitment only where one commits."""
    commits = draft is not None and is_by_commitment(draft)
    return [name for name in _LABELS if name != COMMITMENT or commits]


def frame_of(draft: Application, page: str) -> dict[str, Any]:
    """What every page of filing shows around its form."""
    return {
        "draft": draft,
        "item": draft.item,
        "steps": steps_of(draft),
        "current": _names(draft).index(page) + 2,
        "brief": brief_of(draft),
        "back": guide_address(draft.item),
        "seen": draft.saved_at.isoformat(),
        "layout": "layouts/workbench.html" if draft.channel == Application.Channel.WINDOW else "layouts/public.html",
    }


def brief_of(draft: Application) -> list[tuple[str, str]]:
    """What one wants to know while filling in."""
    item = draft.item
    saved = timezone.localtime(draft.saved_at)
    told = [
        (_("申请人"), draft.applicant_name),
        (_("受理机关"), draft.organ.name),
        (_("承诺时限"), item.promise_words),
        (_("草稿"), _("%(time)s 已保存") % {"time": f"{saved:%m-%d %H:%M}"}),
    ]
    return [(label, words) for label, words in told if words]


def material_sheet(
    actor: Actor, draft: Application, asked: Sequence[Asked], errors: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Each material as the page shows it; one statement for all that may be used again from earlier."""
    at_window = draft.channel == Application.Channel.WINDOW
    earlier = {} if at_window else _earlier(actor, asked)  # what a clerk took in before is somebody else's
    return [
        {
            "asked": each,
            "place": each.place,
            "title": each.name,
            **_tag(each),
            "hint": each.told.get("fill_explain", ""),
            "files": material_rows(actor, each.handed_in),
            "error": errors.get(each.key, ""),
            "earlier": earlier.get(each.key, [])[:5],
            "later": each.is_promised,
            "accept": _accept(each),
        }
        for each in asked
    ]


def _earlier(actor: Actor, asked: Sequence[Asked]) -> dict[str, list[Material]]:
    """What the applicant has handed in before, by sharing key; names are no keys."""
    keys = [each.key for each in asked if each.told.get("material_key")]
    found: dict[str, list[Material]] = {}
    for material in reusable_materials(actor, *keys, on=timezone.localdate()):
        found.setdefault(material.key, []).append(material)
    return found


def _tag(asked: Asked) -> dict[str, str]:
    if asked.shared:
        return {"tag": _("已共享"), "kind": "good"}
    if asked.is_shared:
        return {"tag": _("免提交"), "kind": "good"}
    if asked.is_committed:
        return {"tag": _("已承诺"), "kind": "good"}
    if asked.is_form:
        return {"tag": _("自动生成"), "kind": "good"}
    if asked.may_come_later:
        return {"tag": _("可容缺后补"), "kind": "warn"}
    return {"tag": _("必要"), "kind": "brand"} if asked.need == "1" else {"tag": _("非必要"), "kind": ""}


def _accept(asked: Asked) -> str:
    types = [each.strip(" .").lower() for each in str(asked.told.get("file_types", "")).replace("，", ",").split(",")]
    return ",".join(f".{each}" for each in types if each)
