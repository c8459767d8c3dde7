"""Distribution of a joint matter (抄告), and what follows until it is complete: each organ looks at what it got and says
what is missing, the lead tells the applicant all of it in one notice. Distribution is no acceptance (services.md 8, rule 3).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from mingtang.domains.services.applications import acts
from mingtang.domains.services.applications.actions.accepting import Missing
from mingtang.domains.services.applications.actions.joint_accepting import cancel_dependents
from mingtang.domains.services.applications.actions.joint_correcting import await_correction, correction_is_over
from mingtang.domains.services.applications.actions.writing import day_in_words, issue_letter
from mingtang.domains.services.applications.door import complete, once
from mingtang.domains.services.applications.events import CorrectionAsked, MatterDistributed
from mingtang.domains.services.applications.limits import last_day
from mingtang.domains.services.applications.models import Application, Defect, Part
from mingtang.domains.services.applications.process import steps as said
from mingtang.domains.services.applications.rules import State
from mingtang.kernel.cases.api import Case
from mingtang.kernel.clocks.api import statute
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, Actor, act


def distribute(case: Case, _vars: Mapping[str, Any], _key: str) -> Mapping[str, Any]:
    """Hand the application to the organs of its branches, with a note in writing. Called by the worker, once in effect."""
    application = _application(case)
    if not application.letters.filter(kind="distribution").exists():
        today = timezone.localdate()
        until = last_day(statute("services.branch_defects", today), today, application.organ_id)
        parts = list(application.parts.exclude(branch="").select_related("organ"))
        with act(acts.DISTRIBUTE, SYSTEM, application) as deed:
            issue_letter(
                deed, SYSTEM, application, "distribution", deadline=day_in_words(until),
                branches=[[part.title, part.organ.name, part.number] for part in parts],
            )  # fmt: skip
            deed.announce(MatterDistributed(subject=f"application:{application.pk}", application_id=application.pk))
    return {}


@once
def find_complete(actor: Actor, part: Part, no: int, *, key: str = "") -> None:
    """The organ finds nothing missing for its branch."""
    with act(acts.EXAMINE, actor, part):
        complete(actor, part.application, no, said.COMPLETE, key=key)


@once
def report_defects(actor: Actor, part: Part, no: int, missing: Sequence[Missing], *, key: str = "") -> None:
    """The organ says all that is missing for its branch; the lead will tell the applicant. Raises Refused without any."""
    if not missing:
        raise Refused("请列出需要补正的全部内容。", "missing")
    with act(acts.EXAMINE, actor, part) as deed:
        opinion = "；".join(f"{each.about}：{each.requirement}" for each in missing)
        complete(actor, part.application, no, said.DEFECTIVE, opinion=opinion, key=key)
        for each in missing:
            deed.create(
                Defect(
                    application=part.application, part=part, about=each.about[:200], material=each.material,
                    requirement=each.requirement[:500], basis=each.basis[:300],
                )
            )  # fmt: skip


@once
def notify(actor: Actor, application: Application, no: int, *, key: str = "") -> None:
    """Tell the applicant in one notice what all organs found missing; whoever found nothing goes on meanwhile."""
    with act(acts.ASK_CORRECTION, actor, application) as deed:
        complete(actor, application, no, said.NOTIFIED, key=key)
        found = list(application.defects.filter(notice=0).select_related("part__organ"))
        now, today = timezone.now(), timezone.localdate()
        for defect in found:
            deed.change(defect, notice=1, told_at=now)
        await_correction(deed, application)
        issue_letter(
            deed, actor, application, "correction",
            defects=[[f"{each.about}（{each.part.organ.label}）", each.requirement, each.basis] for each in found],
            deadline=day_in_words(last_day(statute("services.correction", today), today, application.organ_id)),
        )  # fmt: skip
        deed.announce(CorrectionAsked(subject=f"application:{application.pk}", application_id=application.pk))


def settle(case: Case, _vars: Mapping[str, Any], _key: str) -> Mapping[str, Any]:
    """The correction did not come: the branches that asked for it are over, the others go on. Called by the worker."""
    application = _application(case)
    with act(acts.LAPSE, SYSTEM, application) as deed:
        waiting = application.defects.filter(corrected_at=None).values("part")
        for part in Part.objects.filter(pk__in=waiting).exclude(state=State.LAPSED):
            deed.change(part, state=State.LAPSED)
            part.application = application
            cancel_dependents(deed, part)
        correction_is_over(deed, application)
    return {"lapsed": True}


def _application(case: Case) -> Application:
    found: Application = Application.objects.select_related("item", "version", "organ").get(case=case)
    return found
