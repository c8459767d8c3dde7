"""How manuscripts are shown: their stage, what the checks say."""

from collections.abc import Sequence
from typing import Any

from django.forms import Form
from django.urls import reverse

from mingtang.domains.portal.editing.models import Manuscript, Release
from mingtang.domains.portal.editing.rules import Stage
from mingtang.kernel.cases.api import Refused as StepRefused
from mingtang.kernel.directory.api import Refused
from mingtang.lib.proofreading import Finding
from mingtang.ui.pieces import tag

FAULTS = (Refused, StepRefused)
_KINDS = {
    Stage.APPROVED: "brand", Stage.SCHEDULED: "brand", Stage.PUBLISHED: "good", Stage.WITHDRAWN: "off",
    Stage.ABANDONED: "off", Stage.DRAFT: "",
}  # fmt: skip


def blame(form: Form, fault: Exception) -> None:
    """Show a fault beside its field, or above all where the form has no such field."""
    field = getattr(fault, "field", "")
    form.add_error(field if field in form.fields else None, str(fault))


def stage_tag(manuscript: Manuscript) -> Any:
    """The stage as a tag: what was returned and what could not be published stand out."""
    if manuscript.stage == Stage.DRAFT and manuscript.was_returned:
        return tag("退回修改", "warn")
    if manuscript.release is not None and manuscript.release.state == Release.State.FAILED:
        return tag("发布失败", "warn")
    return tag(manuscript.get_stage_display(), _KINDS.get(Stage(manuscript.stage), "state"))


def checks(findings: Sequence[Finding]) -> list[dict[str, str]]:
    """Findings for the component `check-list`."""
    told = [{"state": each.level, "text": each.text, "detail": each.detail} for each in findings]
    return told or [{"state": "pass", "text": "没有发现问题"}]


def tabs(here: str) -> list[dict[str, Any]]:
    """The places of editing; `here` is the name of the present one."""
    places = (
        ("manuscripts", "稿件"), ("releases", "排期"), ("published_articles", "已发布"), ("translations", "翻译"),
        ("review_ways", "审核流程"),
    )  # fmt: skip
    return [{"label": label, "url": reverse(name), "current": name == here} for name, label in places]
