"""The one door to the steps of applications: whoever completes a step of the law does it by the action that writes its papers.

A case can be handled on its own page and by its own interface too. There the steps of the law are shut, because a decision
without its document, or an acceptance without its limits, would be none.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar, cast

from mingtang.domains.services.applications.course import Seat
from mingtang.domains.services.applications.models import Application, MeetingSeat
from mingtang.domains.services.applications.process import step_of
from mingtang.kernel.cases.api import Case, Refused, handle
from mingtang.kernel.cases.api import Step as Record
from mingtang.kernel.evidence.api import Actor
from mingtang.lib.flow.commands import Command, Complete

Action = TypeVar("Action", bound=Callable[..., None])


class Repeated(Exception):
    """The step was taken already under this key; nothing may happen a second time."""


_inside: ContextVar[bool] = ContextVar("inside the door of applications", default=False)


def complete(
    actor: Actor,
    application: Application,
    no: int,
    outcome: str,
    *,
    opinion: str = "",
    facts: Mapping[str, Any] | None = None,
    key: str = "",
) -> None:
    """Complete a step of an application's case; belongs into the act that does what the step means.

    Raises Repeated, which undoes the act, when `key` names a step that was taken before.
    """
    assert application.case_id is not None  # only submitted applications have steps
    if key and _was_taken(application, key):
        raise Repeated
    with _open():
        handle(actor, application.case_id, Complete(no, outcome, facts or {}), opinion=opinion, key=key)


def hold(application: Application) -> None:
    """Lock the case of an application before anything else is written: every command does, so that none waits for another
    in a circle, and what is read afterwards is what others committed.
    """
    Case.objects.select_for_update(no_key=True).only("pk").get(pk=application.case_id)


def _was_taken(application: Application, key: str) -> bool:
    """Looked at behind the lock, so that the same button pressed twice is pressed once."""
    hold(application)
    return Record.objects.filter(case=application.case_id, key=key).exists()


def once(action: Action) -> Action:
    """An action of a step that does nothing when its key was used before."""

    @wraps(action)
    def done_once(*args: Any, **kwargs: Any) -> None:
        with suppress(Repeated):
            action(*args, **kwargs)

    return cast("Action", done_once)


@contextmanager
def _open() -> Iterator[None]:
    token = _inside.set(True)
    try:
        yield
    finally:
        _inside.reset(token)


def by_the_door(actor: Actor, case: Case, command: Command, node: str, opinion: str) -> Command:
    """The guard of the case type. Raises Refused for what is completed elsewhere: a step of the law, a place at a joint visit."""
    if isinstance(command, Complete) and not _inside.get():
        if step_of(node)[0] is not None:
            raise Refused("door", "这一环节要出具文书或者计算期限，请在“办理”页面上办理。")
        if not node and _awaits_record(case, command.token):
            raise Refused("door", "联合踏勘和会审要有本部门的记录：请用“填写本部门记录”办理。")
    return command


def _awaits_record(case: Case, no: int) -> bool:
    """Whether this extra task is an organ's part in a meeting, of which it has recorded nothing yet; one statement."""
    return MeetingSeat.objects.filter(part__application__case=case, task=no, state=Seat.INVITED).exists()
