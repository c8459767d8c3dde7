"""How a part stands beside its steps: special procedures, extensions, the hearing, what has to be paid."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from django.utils import timezone

from mingtang.domains.services.applications.course import Asked, Meeting, Seat, Special, Standing
from mingtang.domains.services.applications.course import Hearing as Word
from mingtang.domains.services.applications.fees import fees_of
from mingtang.domains.services.applications.limits import last_day, last_day_by
from mingtang.domains.services.applications.models import (
    Application,
    Extension,
    Hearing,
    JointMeeting,
    MeetingSeat,
    Part,
    SpecialProcedure,
)
from mingtang.domains.services.applications.rules import State
from mingtang.domains.services.catalogue.api import is_joint
from mingtang.domains.services.payments.api import PaymentOrder, order_of
from mingtang.kernel.clocks.api import office_hours, offices, statute
from mingtang.lib.calendar import OfficeHours


def subject_of(application: Application) -> str:
    """The key under which payments know an application."""
    return f"application:{application.pk}"


@dataclass(frozen=True)
class Beside:
    """The rows of a part that stand beside its steps, and what they come to.

    `answer_until` is the last day on which a hearing may be requested; None where no answer is waited for. `seats` are the
    organ's places in what organs do together, for the whole those of all organs.
    """

    part: Part
    specials: list[SpecialProcedure]
    extensions: list[Extension]
    hearing: Hearing | None
    order: PaymentOrder | None
    answer_until: date | None = None
    seats: list[MeetingSeat] = field(default_factory=list)

    @property
    def meeting(self) -> JointMeeting | None:
        """What organs are called to now; there is never more than one."""
        return next((seat.meeting for seat in self.seats if seat.meeting.state == Meeting.CONVENED), None)

    @property
    def meetings(self) -> list[tuple[JointMeeting, list[MeetingSeat]]]:
        """What organs did together, each with the places that belong here."""
        return [(each, list(seats)) for each, seats in groupby(self.seats, key=lambda seat: seat.meeting)]

    @property
    def open_seat(self) -> MeetingSeat | None:
        """The place of this organ in it, while its record is waited for."""
        called = self.meeting if not self.part.is_whole else None
        mine = (seat for seat in self.seats if called and seat.meeting_id == called.pk and seat.state == Seat.INVITED)
        return next(mine, None)

    @property
    def special(self) -> SpecialProcedure | None:
        """The one that waits or runs; there is never more than one."""
        return next((each for each in self.specials if each.state in {Special.ASKED, Special.RUNNING}), None)

    @property
    def extension(self) -> Extension | None:
        """The one that waits to be granted."""
        return next((each for each in self.extensions if each.state == Asked.ASKED), None)

    @property
    def granted(self) -> int:
        """How often the time was extended."""
        return sum(each.state == Asked.GRANTED for each in self.extensions)

    @property
    def hearing_word(self) -> str:
        """How the hearing stands today."""
        return word_of(self.hearing, self.answer_until)

    @property
    def standing(self) -> Standing:
        """What the rules ask."""
        special, part = self.special, self.part
        return Standing(
            state=State(part.state),
            is_decided=bool(part.decision),
            is_branch=not part.is_whole,
            is_convened=self.meeting is not None,
            is_invited=self.open_seat is not None,
            is_joint=part.is_whole and is_joint(part.application.version.document),
            special=special.state if special else "",
            special_kind=special.kind if special else "",
            extension=self.extension.state if self.extension else "",
            hearing=self.hearing_word,
            has_fees=any(fee.price for fee in fees_of(part.application).values()),
            is_charged=self.order is not None and self.order.state in {"open", "paid"},
        )


def beside(part: Part) -> Beside:
    """The rows of one part; four statements, five of a joint matter, and one for the calendar while an answer about a
    hearing is waited for.
    """
    hearing = Hearing.objects.filter(part=part).first()
    if hearing is not None:
        hearing.part = part
    return Beside(
        part,
        list(part.special_procedures.all()),
        list(part.extensions.all()),
        hearing,
        order_of(subject_of(part.application)),
        answer_until(hearing),
        [seat for seat in seats_of(part.application) if part.is_whole or seat.part_id == part.pk],
    )


def all_beside(application: Application, parts: list[Part]) -> list[Beside]:
    """The rows of all parts of an application; four statements however many there are, five of a joint matter, and one for
    all their calendars.
    """
    specials, extensions = list(application.special_procedures.all()), list(application.extensions.all())
    hearings = {each.part_id: each for each in application.hearings.all()}
    order, until = order_of(subject_of(application)), _answers_until(parts, hearings)
    seats = seats_of(application)
    found = []
    for part in parts:
        part.application = application
        own = [each for each in specials if each.part_id == part.pk]
        asked = [each for each in extensions if each.part_id == part.pk]
        called = [each for each in seats if part.is_whole or each.part_id == part.pk]
        found.append(Beside(part, own, asked, hearings.get(part.pk), order, until.get(part.pk), called))
    return found


def seats_of(application: Application) -> list[MeetingSeat]:
    """The places of all organs in what they do together, the oldest first; one statement for a joint matter, else none."""
    if not is_joint(application.version.document):
        return []
    rows = MeetingSeat.objects.filter(meeting__application=application).select_related("meeting", "part__organ")
    found: list[MeetingSeat] = list(rows.order_by("meeting", "pk"))
    for seat in found:
        seat.meeting.application = seat.part.application = application
    return found


def _answers_until(parts: Sequence[Part], hearings: Mapping[int, Hearing]) -> dict[int, date]:
    """By part the last day on which its hearing may be requested, where that is waited for; one statement, none for none."""
    told = {
        part.pk: hearings[part.pk] for part in parts if part.pk in hearings and hearings[part.pk].state == Word.TOLD
    }
    hours = offices([part.organ_id for part in parts if part.pk in told])
    return {part.pk: _request_until(told[part.pk], hours[part.organ_id]) for part in parts if part.pk in told}


def word_of(hearing: Hearing | None, until: date | None) -> str:
    """How a hearing stands today, "" for none; the time to ask for it, which ends on `until`, runs out by itself."""
    if hearing is None:
        return ""
    return Word.LAPSED if until is not None and timezone.localdate() > until else hearing.state


def answer_until(hearing: Hearing | None) -> date | None:
    """The last day on which a hearing may be requested; None where no answer is waited for."""
    return request_until(hearing) if hearing is not None and hearing.state == Word.TOLD else None


def request_until(hearing: Hearing) -> date:
    """The last day on which a hearing may be requested (行政许可法第四十七条第一款)."""
    return _request_until(hearing, office_hours(hearing.part.organ_id))


def _request_until(hearing: Hearing, hours: OfficeHours) -> date:
    told = timezone.localdate(hearing.told_at)
    return last_day_by(statute("services.hearing_request", told), told, hours)


def held_until(hearing: Hearing) -> date:
    """The last day on which a requested hearing is to be held (行政许可法第四十七条第一款)."""
    asked = timezone.localdate(hearing.answered_at)
    return last_day(statute("services.hearing_held", asked), asked, hearing.part.organ_id)


def hearing_owed(application: Application) -> bool:
    """Whether the item itself asks for the right to be told (行政许可法第四十六条)."""
    return bool(application.version.document.get("is_hearing"))
