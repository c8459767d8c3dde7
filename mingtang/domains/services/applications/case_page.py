"""What applications add to the page of their case: who applies for what, the materials, the parts, the documents; and the
way to the page on which a step of the law is done.
"""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from mingtang.domains.services.applications.course_page import course_section
from mingtang.domains.services.applications.joint.view import answers_seen, branches_seen, materials_seen, parts_section
from mingtang.domains.services.applications.materials import asked_of
from mingtang.domains.services.applications.models import Application
from mingtang.domains.services.applications.process import STEPS
from mingtang.domains.services.applications.step_forms import step_forms
from mingtang.domains.services.licences.api import licences_of_case
from mingtang.kernel.cases.api import Case, CasePage, Link, Rows, Section, StepWords
from mingtang.kernel.content.api import material_rows
from mingtang.kernel.evidence.api import Actor


def step_words() -> Mapping[str, StepWords]:
    """Each step of officials has its own page."""
    return {str(step): StepWords(STEPS[step].outcomes, "意见", door=_door) for step in step_forms()}


def _door(case: Case) -> Link:
    return Link("办理", reverse("application_turn", args=[case.pk]), "writing")


def application_page(actor: Actor, case: Case, rows: Rows) -> CasePage:
    """The part of an application; at most eight statements, and six for a joint matter."""
    found = Application.objects.select_related("item", "version", "organ").get(case=case)
    parts, letters = list(found.parts.select_related("organ")), list(found.letters.all())
    keys = branches_seen(actor, found, parts)
    asked = materials_seen(asked_of(actor, found), keys)
    sections = [
        *parts_section(found, parts),
        Section("applicant", "申请人", "applications/case/applicant.html", {"application": found}, aside=True),
        Section("answers", "申请内容", "applications/case/answers.html", {"sections": answers_seen(found, keys)}),
        Section("asked", "申请材料", "applications/case/materials.html", {"asked": _asked(actor, asked)}, len(asked)),
        Section("letters", "文书", "applications/case/letters.html", {"letters": letters}, len(letters), aside=True),
        *_licences(case),
    ]
    sections += course_section(actor, found, parts)
    return CasePage(
        sections=sections,
        up=Link("办件", reverse("applications")),
        tags=[found.get_state_display(), *(["容缺受理"] if found.fault_tolerant else [])],
        shows_branches=any(part.branch for part in parts),
    )


def _licences(case: Case) -> list[Section]:
    rows = licences_of_case(case.pk)
    facts = {"licences": rows}
    return (
        [Section("licences", "电子证照", "applications/case/licences.html", facts, len(rows), aside=True)]
        if rows
        else []
    )


def _asked(actor: Actor, asked: list[Any]) -> list[dict[str, Any]]:
    return [{"asked": each, "files": material_rows(actor, each.handed_in)} for each in asked]


def cases_of_reader(actor: Actor) -> QuerySet[Application]:
    """Cases of the applications that the actor may read."""
    return Application.objects.visible_to(actor).filter(case__isnull=False).values("case_id")  # type: ignore[return-value]
