"""What the sets say of an application as it stands: every part of a joint matter is one item of business (`project_no`)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils import timezone

from mingtang.domains.services.applications.api import Application, Part, asked_of, step_of
from mingtang.domains.services.licences.api import Licence, licences_of_case
from mingtang.domains.services.reporting.rules import Told, day_text, moment_text
from mingtang.kernel.cases.api import history
from mingtang.kernel.cases.lamps import last_day
from mingtang.kernel.directory.api import Organ
from mingtang.kernel.evidence.api import SYSTEM

EXTENSION, OTHER_THAN_EXTENSION = "1", "2"
"""特别程序种类: an extension of the time to decide is told as one too (GB/T 39046-2020 annex A)."""

PENDING, DONE = "1", "2"
YES, NO = "1", "0"
_ACTIONS = {"Complete": "通过", "Return": "退回"}
"""业务动作 (GB/T 39046-2020 annex A); whatever else is done is 其他."""


@dataclass
class Picture:
    """An application with everything that the sets ask about; each is read once, when it is asked for."""

    application: Application
    grade: str = ""
    parts: list[Part] = field(init=False)

    def __post_init__(self) -> None:
        rows = self.application.parts.select_related("organ", "handler__person", "decider__person")
        self.parts = list(rows)

    @cached_property
    def document(self) -> Mapping[str, Any]:
        document: Mapping[str, Any] = self.application.version.document
        return document

    @cached_property
    def letters(self) -> list[Any]:
        return [each for each in self.application.letters.all() if each.voided_at is None]

    @cached_property
    def licences(self) -> list[Licence]:
        return licences_of_case(self.application.case_id)

    def letter_number(self, part: Part, *kinds: str) -> str:
        """The number of the newest document of these kinds."""
        own = (each.number for each in self.letters if each.kind in kinds and each.part_id in {part.pk, None})
        return max(own, default="", key=len)


def rows_of(picture: Picture) -> list[Told]:
    """Everything that is to be told of an application now; at most nine statements."""
    return [*_accepted(picture), *_processed(picture), *_specials(picture), *_materials(picture), *_results(picture)]


def _accepted(picture: Picture) -> Iterator[Told]:
    application, document = picture.application, picture.document
    item = application.item
    for part in picture.parts:
        if part.accepted_on is None:
            continue
        yield Told("pro_accept", str(part.pk), {
            "project_no": part.number,
            "task_code": document.get("task_code") or item.task_code or item.code,
            "task_handle_item": document.get("task_handle_item") or item.handle_code,
            "task_name": item.name,
            "task_version": str(application.version.number),
            "catalog_code": document.get("catalog_code") or item.catalog_code,
            "local_catalog_code": item.local_catalog_code,
            "local_task_code": item.local_task_code,
            "project_type": str(document.get("project_type") or "9"),
            "project_name": f"{application.applicant_name}：{part.title}"[:400],
            "applyer_name": application.applicant_name,
            "applyer_type": application.applicant_kind,
            "applyer_page_type": application.applicant_id_type,
            "applyer_page_code": application.applicant_number,
            "contact_name": application.agent_name or application.contact_name,
            "contact_mobile": application.contact_phone,
            "legal": str(application.answers.get("principal") or ""),
            "address": str(application.answers.get("address") or "")[:200],
            "apply_type": application.get_channel_display(),
            "apply_date": moment_text(_local(application.submitted_at)),
            "accept_date": day_text(part.accepted_on),
            "accept_doc_no": picture.letter_number(part, "acceptance"),
            "promise_date": day_text(_last_day(part.promise_due_at or part.statutory_due_at)),
            "handle_user_name": part.handler.holder_name if part.handler else "",
            "org_name": part.organ.name,
            "org_code": part.organ.credit_code,
            "invest_project_code": str(application.answers.get("project_code") or ""),
            "region_code": part.organ.region_id,
        })  # fmt: skip


def _processed(picture: Picture) -> Iterator[Told]:
    """What was done, step by step; the standard takes one moment for both when the beginning is not known."""
    if picture.application.case is None:
        return
    done = [each for each in history(picture.application.case) if each.node]
    codes = dict(Organ.objects.filter(pk__in={each.organ for each in done}).values_list("pk", "credit_code"))
    for record in done:
        part = _part_of(picture.parts, record.node)
        at = moment_text(_local(record.at))
        yield Told("pro_process", str(record.pk), {
            "project_no": part.number,
            "process_name": record.title or record.node,
            "event_name": _ACTIONS.get(record.command, "其他"),
            "handle_user_name": record.name,
            "handle_explain": record.opinion,
            "event_start_time": at,
            "event_end_time": at,
            "org_name": record.organ_name,
            "org_code": codes.get(record.organ, ""),
            "status": DONE,
            "remark": record.outcome,
        })  # fmt: skip


def _part_of(parts: Sequence[Part], node: str) -> Part:
    """The part that a step belongs to; the first one for steps of the whole."""
    branch = step_of(node)[1]
    return next((part for part in parts if part.branch == branch), parts[0])


def _specials(picture: Picture) -> Iterator[Told]:
    numbers = {part.pk: part.number for part in picture.parts}
    for each in picture.application.special_procedures.exclude(started_at=None):
        yield Told("pro_special", f"special:{each.pk}", {
            "project_no": numbers[each.part_id],
            "special_type": OTHER_THAN_EXTENSION,
            "special_name": each.name or each.get_kind_display(),
            "special_reason": each.reason,
            "applyer_user_name": each.asked_name,
            "special_time": moment_text(_local(each.started_at)),
            "end_time": moment_text(_local(each.ended_at)),
            "result": each.result,
            "special_explain": each.basis,
            "handle_user": each.ended_name or each.decided_name,
            "remark": each.opinion,
        })  # fmt: skip
    for extension in picture.application.extensions.filter(state="granted"):
        at = moment_text(_local(extension.decided_at))
        yield Told("pro_special", f"extension:{extension.pk}", {
            "project_no": numbers[extension.part_id],
            "special_type": EXTENSION,
            "special_name": "延长审批",
            "special_reason": extension.reason,
            "applyer_user_name": extension.asked_name,
            "special_time": at,
            "end_time": at,
            "result": extension.get_state_display(),
            "special_explain": f"延长 {extension.amount} 日",
            "handle_user": extension.decided_name,
            "remark": extension.opinion,
        })  # fmt: skip


def _materials(picture: Picture) -> Iterator[Told]:
    application = picture.application
    for asked in asked_of(SYSTEM, application):
        handed_in = list(asked.handed_in)
        came = min((each.at for each in handed_in), default=None)
        yield Told("pro_material", f"{application.pk}:{asked.key}", {
            "project_no": application.number,
            "material_name": asked.name,
            "get_type": "共享" if asked.is_shared else "电子" if handed_in or asked.is_form else "纸质",
            "get_num": str(len(handed_in)),
            "attachment_name": "；".join(each.name for each in handed_in)[:400],
            "is_received": YES if handed_in or asked.is_shared or asked.is_form else NO,
            "received_time": moment_text(_local(came)),
        })  # fmt: skip


def _results(picture: Picture) -> Iterator[Told]:
    application, document = picture.application, picture.document
    for part in picture.parts:
        if not part.decision and not (application.is_over and application.ended_at):
            continue
        granted, licence = part.decision == Part.Decision.GRANTED, _licence(picture, part)
        yield Told("pro_result", str(part.pk), {
            "project_no": part.number,
            "result_type": str(document.get("result_type") or "99") if granted else "99",
            "result_date": day_text(_day(part.decided_at or application.ended_at)),
            "result_cetr_name": str(licence.type.name if licence else document.get("result_name") or "") if granted else "",
            "result_cetr_no": licence.number if licence and granted else picture.letter_number(part, "approval", "denial"),
            "result_explain": part.get_decision_display() or application.get_state_display(),
            "validity": _validity(licence, document) if granted else "",
            "issue_org_name": part.organ.name,
            "issue_org_code": part.organ.credit_code,
            "is_delivery_results": YES if application.delivered_at else NO,
            "is_fee": YES if document.get("is_fee") else NO,
            "satisfaction": picture.grade,
            "handle_user_name": part.decider.holder_name if part.decider else "",
        })  # fmt: skip


def _licence(picture: Picture, part: Part) -> Licence | None:
    return next((each for each in picture.licences if each.issuer_id == part.organ_id), None)


def _validity(licence: Licence | None, document: Mapping[str, Any]) -> str:
    if licence is not None:
        return day_text(licence.valid_until) or "长期"
    return str(document.get("result_validity") or "")[:40]


def _local(at: datetime | None) -> datetime | None:
    return timezone.localtime(at) if at else None


def _last_day(due_at: datetime | None) -> Any:
    return last_day(due_at) if due_at else None


def _day(at: datetime | None) -> Any:
    return timezone.localtime(at).date() if at else None
