"""The measures of officials by what they filled in: from the form of a measure to the action it means."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from mingtang.domains.services.applications import acts
from mingtang.domains.services.applications.actions import charging, convening, extending, hearing, special, terminating
from mingtang.domains.services.applications.course import Measure, Together
from mingtang.domains.services.applications.models import Part
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Act, Actor

Answers = Mapping[str, Any]


def take_measure(actor: Actor, part: Part, measure: Measure, answers: Answers) -> None:
    """Do what clean answers of the form of a measure say. Raises Refused and NotPermitted."""
    _MEANINGS[measure](actor, part, answers)


def may_take(actor: Actor, part: Part, measure: Measure) -> bool:
    """Whether a measure is the actor's at all."""
    act = extending.act_of_granting(part) if measure is Measure.DECIDE_EXTENSION else _ACTS[measure]
    return act.permission is None or actor.may(act.permission, part)


def _ask_special(actor: Actor, part: Part, said: Answers) -> None:
    plan = special.Plan(said["kind"], said["reason"], said["days"], said.get("basis", ""), said.get("name", ""))
    special.ask_special(actor, part, plan)


def _decide_special(actor: Actor, part: Part, said: Answers) -> None:
    special.decide_special(actor, part, granted=said["outcome"] == "同意", opinion=said.get("opinion", ""))


def _end_special(actor: Actor, part: Part, said: Answers) -> None:
    special.end_special(actor, part, said["result"])


def _ask_extension(actor: Actor, part: Part, said: Answers) -> None:
    extending.ask_extension(actor, part, said["amount"], said["reason"])


def _decide_extension(actor: Actor, part: Part, said: Answers) -> None:
    extending.decide_extension(actor, part, granted=said["outcome"] == "批准", opinion=said.get("opinion", ""))


def _tell_hearing(actor: Actor, part: Part, said: Answers) -> None:
    hearing.tell_right(actor, part, said["reason"], said.get("third_parties", ""))


def _notify_hearing(actor: Actor, part: Part, said: Answers) -> None:
    hearing.notify_hearing(actor, part, _moment(said["day"], said["time"]), said["place"], said["chair"])


def _moment(day: date | str, at: str) -> datetime:
    """A day and a time of it. Raises Refused for what is no time."""
    try:
        on = day if isinstance(day, date) else date.fromisoformat(day)
        return timezone.make_aware(datetime.combine(on, time.fromisoformat(at.replace("：", ":").zfill(5))))
    except ValueError as fault:
        raise Refused("时间应写成 09:30。", "time") from fault


def _record_hearing(actor: Actor, part: Part, said: Answers) -> None:
    hearing.record_hearing(actor, part, said["record"])


def _charge(actor: Actor, part: Part, said: Answers) -> None:
    charging.charge_fees(actor, part, [(row["fee"], row["quantity"]) for row in said["fees"]])


def _convene(actor: Actor, part: Part, said: Answers) -> None:
    at = _moment(said["day"], said["time"])
    to = convening.Appointment(Together(said["kind"]), said["matter"], at, said["place"])
    convening.convene(actor, part, to, said["branches"])


def _record_seat(actor: Actor, part: Part, said: Answers) -> None:
    convening.record_seat(actor, part, [row["name"] for row in said["people"]], said["record"])


def _close_meeting(actor: Actor, part: Part, said: Answers) -> None:
    convening.close_meeting(actor, part, said["record"])


def _cancel_meeting(actor: Actor, part: Part, said: Answers) -> None:
    convening.cancel_meeting(actor, part, said["reason"])


def _terminate(actor: Actor, part: Part, said: Answers) -> None:
    refunded = said.get("refund") != "不退还"
    terminating.terminate(actor, part, said["ground"], said.get("said", ""), refunded=refunded)


def _void(actor: Actor, part: Part, said: Answers) -> None:
    terminating.void(actor, part, said["said"])


_MEANINGS: dict[Measure, Callable[[Actor, Part, Answers], None]] = {
    Measure.ASK_SPECIAL: _ask_special,
    Measure.DECIDE_SPECIAL: _decide_special,
    Measure.END_SPECIAL: _end_special,
    Measure.ASK_EXTENSION: _ask_extension,
    Measure.DECIDE_EXTENSION: _decide_extension,
    Measure.TELL_HEARING: _tell_hearing,
    Measure.NOTIFY_HEARING: _notify_hearing,
    Measure.RECORD_HEARING: _record_hearing,
    Measure.CHARGE: _charge,
    Measure.CONVENE: _convene,
    Measure.RECORD_SEAT: _record_seat,
    Measure.CLOSE_MEETING: _close_meeting,
    Measure.CANCEL_MEETING: _cancel_meeting,
    Measure.TERMINATE: _terminate,
    Measure.VOID: _void,
}
OFFICIAL = tuple(_MEANINGS)
"""The measures of officials, in the order in which pages offer them."""
_ACTS: dict[Measure, Act] = {
    Measure.ASK_SPECIAL: acts.ASK_SPECIAL,
    Measure.DECIDE_SPECIAL: acts.DECIDE_SPECIAL,
    Measure.END_SPECIAL: acts.END_SPECIAL,
    Measure.ASK_EXTENSION: acts.ASK_EXTENSION,
    Measure.TELL_HEARING: acts.TELL_HEARING,
    Measure.NOTIFY_HEARING: acts.NOTIFY_HEARING,
    Measure.RECORD_HEARING: acts.RECORD_HEARING,
    Measure.CHARGE: acts.CHARGE,
    Measure.CONVENE: acts.CONVENE,
    Measure.RECORD_SEAT: acts.RECORD_SEAT,
    Measure.CLOSE_MEETING: acts.CLOSE_MEETING,
    Measure.CANCEL_MEETING: acts.CANCEL_MEETING,
    Measure.TERMINATE: acts.TERMINATE,
    Measure.VOID: acts.VOID,
}
