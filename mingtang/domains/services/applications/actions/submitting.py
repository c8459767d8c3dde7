"""Submitting an application: everything is checked at once, then it has a number, a case, and its parts."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from mingtang.domains.services.applications import acts
from mingtang.domains.services.applications.actions.drafting import require_open, require_own_draft
from mingtang.domains.services.applications.actions.joint_opening import open_parts, process_key_of
from mingtang.domains.services.applications.answering import judged
from mingtang.domains.services.applications.applicants import require_authority, require_matched
from mingtang.domains.services.applications.case_type import APPLICATION
from mingtang.domains.services.applications.commitments import commitment_process, missing_commitment
from mingtang.domains.services.applications.events import ApplicationSubmitted
from mingtang.domains.services.applications.limits import drawn_limits
from mingtang.domains.services.applications.materials import missing_of
from mingtang.domains.services.applications.models import Application
from mingtang.domains.services.applications.numbering import fresh_query_code, fresh_secret, next_number
from mingtang.domains.services.applications.rules import State
from mingtang.kernel.cases.api import open_case
from mingtang.kernel.clocks.api import one_calendar
from mingtang.kernel.directory.api import AccountActor, Refused, seal
from mingtang.kernel.evidence.api import Deed, act
from mingtang.kernel.statements.api import answer_to, locking
from mingtang.lib.forms import Errors


class Incomplete(Refused):
    """The application cannot be submitted as it is. `errors` are messages by field, `materials` names of what is missing."""

    def __init__(self, errors: Errors, materials: list[str]) -> None:
        told = [f"{len(errors)} 处内容需要改正"] if errors else []
        told += [f"缺少材料：{'、'.join(materials)}"] if materials else []
        super().__init__(f"申请还不能提交：{'；'.join(told)}。")
        self.errors = errors
        self.materials = materials


def submit(actor: AccountActor, draft: Application) -> Application:
    """Submit one's own draft by the version of the item that is in force now; submitting again changes nothing.

    Raises Incomplete with all that is wrong, Refused when the item takes nothing, the account is not matched or not authorised.
    """
    if draft.owner_id == actor.account_id and not draft.is_draft:
        return draft
    require_own_draft(actor, draft)
    require_matched(actor.account)
    require_authority(actor)
    require_open(draft.item)
    with act(acts.SUBMIT, actor, draft) as deed:
        file_application(deed, actor, draft, require_complete(actor, draft))
    return draft


def require_complete(actor: AccountActor, draft: Application) -> dict[str, Any]:
    """The clean answers of a draft. Raises Incomplete."""
    draft.version = draft.item.in_force
    answers, errors = judged(actor, draft, draft.answers)
    missing = _missing(draft)
    if errors or missing:
        raise Incomplete(errors, missing)
    return answers


def require_materials(application: Application) -> None:
    """Raises Incomplete when a material is missing."""
    if missing := _missing(application):
        raise Incomplete({}, missing)


def _missing(application: Application) -> list[str]:
    return missing_of(application) + missing_commitment(application)


def file_application(deed: Deed, actor: AccountActor, draft: Application, answers: Mapping[str, Any]) -> None:
    """Give a complete draft its number, its parts and its case, inside an act."""
    now = timezone.now()
    _lock(draft)
    number = next_number(draft.item, timezone.localdate(now))
    branches = open_parts(deed, draft, number)
    deed.change(
        draft,
        version=draft.version,
        case=_open(actor, draft, branches, now),
        state=State.SUBMITTED,
        answers=dict(answers),
        number=number,
        query_code=fresh_query_code(),
        query_secret=seal(fresh_secret(), "application.secret"),
        submitted_at=now,
        saved_at=now,
    )
    deed.announce(ApplicationSubmitted(subject=f"application:{draft.pk}", application_id=draft.pk))


_STATE = "SELECT state FROM services_applications_application WHERE id = %s"


def _lock(draft: Application) -> None:
    """Whoever presses twice at the same moment submits once."""
    states = answer_to(locking(_STATE, "FOR UPDATE"), [draft.pk])
    if states != [(State.DRAFT,)]:
        raise Refused("申请已经提交。")


def _open(actor: AccountActor, draft: Application, branches: Mapping[str, Any], now: datetime) -> Any:
    """Open the case; its limits are all counted by one edition of the calendar, which is asked for once."""
    window = draft.window or draft.organ
    with one_calendar(draft.organ_id):
        facts = {
            "application": draft.pk,
            "limits": drawn_limits(timezone.localdate(now)),
            "window": str(window.pk),
            "channel": draft.channel,
            **branches,
        }
        return open_case(
            actor,
            APPLICATION.code,
            title=str(draft),
            organ=draft.organ,
            vars=facts,
            key=f"application:{draft.pk}",
            process=commitment_process(draft) or process_key_of(draft.item),
        )
