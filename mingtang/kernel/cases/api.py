"""Cases (案件), as other apps and the pages of this one see them.

    register_case_type(CaseType("permit", "行政许可", process="permit"))     # in AppConfig.ready of a domain
    case = open_case(actor, "permit", title="…", organ=organ, vars={"amount": 5}, key="…")
    handle(actor, case.pk, Complete(item.no, "同意"), opinion="…", key="…")  # every verb is a command of lib.flow

A command is one short transaction; what it changes is in everybody's lists when it returns.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from mingtang.kernel.cases import clocks
from mingtang.kernel.cases.actions.filing import Answers
from mingtang.kernel.cases.actions.filing import complete as file_and_complete
from mingtang.kernel.cases.acts import label_of
from mingtang.kernel.cases.case_types import (
    CaseType,
    Move,
    ServiceFailed,
    StepWords,
    answer_service,
    case_type,
    case_types,
    register_case_type,
)
from mingtang.kernel.cases.errands.between_cases import announce_message, announce_signal
from mingtang.kernel.cases.errands.taking import retry_errand
from mingtang.kernel.cases.errands.telling import tell_holders
from mingtang.kernel.cases.events import CaseEnded, CaseOpened, ErrandDied, TaskOffered
from mingtang.kernel.cases.handling import handle
from mingtang.kernel.cases.matters import StartingPlace, register_starting_place
from mingtang.kernel.cases.migrating.ordering import order_migration
from mingtang.kernel.cases.migrating.planning import Plan, plan_migration
from mingtang.kernel.cases.migrating.versions import CannotMigrate
from mingtang.kernel.cases.models import (
    ArchivePackage,
    Case,
    Clock,
    ClockEvent,
    Copy,
    Errand,
    Filing,
    OpinionDraft,
    Participant,
    Party,
    Phrase,
    SavedView,
    Step,
    Substitution,
    Token,
    Watch,
)
from mingtang.kernel.cases.naming import in_words
from mingtang.kernel.cases.opening import Opening
from mingtang.kernel.cases.opening import open_case as _open_case
from mingtang.kernel.cases.pages import CasePage, Link, Section
from mingtang.kernel.cases.permissions import ARCHIVE_CASES, MANAGE_CASES, MANAGE_ERRANDS, READ_CASES, SUPERVISE_CASES
from mingtang.kernel.cases.queries import tasks
from mingtang.kernel.cases.queries.feed import Feed, events_after, feed_after
from mingtang.kernel.cases.queries.overview import Rows
from mingtang.kernel.cases.queries.standing import (
    Offer,
    Waiting,
    explain,
    history,
    offers,
    state_of,
    steps_to_return_to,
)
from mingtang.kernel.cases.rules import account_key, account_of
from mingtang.kernel.directory.api import Organ, Unit
from mingtang.kernel.evidence.api import Actor, NotPermitted
from mingtang.lib.flow import Refused

__all__ = [
    "ARCHIVE_CASES",
    "MANAGE_CASES",
    "MANAGE_ERRANDS",
    "READ_CASES",
    "SUPERVISE_CASES",
    "Answers",
    "ArchivePackage",
    "CannotMigrate",
    "Case",
    "CaseEnded",
    "CaseOpened",
    "CasePage",
    "CaseType",
    "Clock",
    "ClockEvent",
    "Copy",
    "Errand",
    "ErrandDied",
    "Feed",
    "Filing",
    "Link",
    "Move",
    "NotPermitted",
    "Offer",
    "OpinionDraft",
    "Participant",
    "Party",
    "Phrase",
    "Plan",
    "Refused",
    "Rows",
    "SavedView",
    "Section",
    "ServiceFailed",
    "StartingPlace",
    "Step",
    "StepWords",
    "Substitution",
    "TaskOffered",
    "Token",
    "Waiting",
    "Watch",
    "account_key",
    "account_of",
    "announce_message",
    "announce_signal",
    "answer_service",
    "case_type",
    "case_types",
    "clocks",
    "events_after",
    "explain",
    "feed_after",
    "file_and_complete",
    "handle",
    "history",
    "in_words",
    "label_of",
    "offers",
    "open_case",
    "order_migration",
    "plan_migration",
    "register_case_type",
    "register_starting_place",
    "retry_errand",
    "state_of",
    "steps_to_return_to",
    "tasks",
    "tell_holders",
]


def open_case(
    actor: Actor,
    type_code: str,
    *,
    title: str,
    organ: Organ,
    vars: Mapping[str, Any] | None = None,  # noqa: A002 — the word of the domain
    key: str = "",
    unit: Unit | None = None,
    urgency: int = 0,
    parties: Sequence[Party] = (),
    at: str = "",
    process: str = "",
) -> Case:
    """Open a case of a type at an organ, with routing data `vars`, at the plain start or the start event `at`.

    `process` is the key of its process where that is not the type's own.

    `key` names the opening: a repeated one gives the first case. Who may open is the domain's to judge. Raises Refused
    when the process is not published or cannot start so, NoNumberFormat without a rule for its numbers.
    """
    opening = Opening(
        type_code,
        title,
        organ,
        vars=vars or {},
        key=key,
        unit=unit,  # type: ignore[arg-type]  # outside the strict parts None belongs to every type
        urgency=urgency,
        parties=parties,
        at=at,
        process=process,
    )
    return _open_case(actor, opening)
