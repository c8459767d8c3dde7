"""Hearings (行政许可法第四十六至四十八条): the right is told, requested or waived, the day announced, the record written."""

from datetime import datetime

from django.utils import timezone

from mingtang.domains.services.applications import acts
from mingtang.domains.services.applications.actions.measuring import facts_about, require
from mingtang.domains.services.applications.actions.special import begin, finish, hearing_procedure
from mingtang.domains.services.applications.actions.writing import day_in_words, issue_letter
from mingtang.domains.services.applications.course import Hearing as Word
from mingtang.domains.services.applications.course import Measure, why_not_scheduled
from mingtang.domains.services.applications.events import HearingAnswered, HearingNotified, HearingRightTold
from mingtang.domains.services.applications.limits import last_day
from mingtang.domains.services.applications.models import Hearing, Part
from mingtang.domains.services.applications.part_clocks import own_rule
from mingtang.domains.services.applications.queries.standing import held_until, request_until
from mingtang.kernel.cases.api import clocks
from mingtang.kernel.clocks.api import statute
from mingtang.kernel.directory.api import AccountActor, Refused
from mingtang.kernel.evidence.api import SYSTEM, Actor, act

HELD = "services.hearing_held"


def tell_right(actor: Actor, part: Part, reason: str, third_parties: str = "") -> Hearing:
    """Tell the applicant, and third parties whose interests it touches, that a hearing may be requested."""
    if not reason.strip():
        raise Refused("请写明告知的理由。", "reason")
    with act(acts.TELL_HEARING, actor, part) as deed:
        require(Measure.TELL_HEARING, part)
        hearing = Hearing(
            application=part.application, part=part, state=Word.TOLD, reason=reason.strip()[:1000],
            third_parties=third_parties.strip()[:500], told_at=timezone.now(),
        )  # fmt: skip
        deed.create(hearing)
        issue_letter(
            deed, actor, part.application, "hearing_rights", part=part, reason=hearing.reason,
            third_parties=hearing.third_parties, deadline=day_in_words(request_until(hearing)),
        )  # fmt: skip
        deed.announce(HearingRightTold(**facts_about(part.application, part)))
    return hearing


def request_hearing(actor: AccountActor, part: Part, reason: str) -> None:
    """Request a hearing for one's own application; from tomorrow its time is not counted."""
    _require_own(actor, part)
    with act(acts.ANSWER_HEARING, actor, part) as deed:
        found = require(Measure.REQUEST_HEARING, part)
        assert found.hearing is not None  # the rules have said so
        deed.change(found.hearing, state=Word.REQUESTED, answered_at=timezone.now(), request=reason.strip()[:1000])
        clocks.begin(SYSTEM, _case(part), own_rule(statute(HELD, timezone.localdate()), part))
        if found.special is None:
            begin(deed, actor, part, hearing_procedure(deed, part))
        deed.announce(HearingAnswered(**facts_about(part.application, part), requested=True))


def waive_hearing(actor: AccountActor, part: Part) -> None:
    """Say that no hearing is wanted, so that the decision need not wait."""
    _require_own(actor, part)
    with act(acts.ANSWER_HEARING, actor, part) as deed:
        hearing = require(Measure.WAIVE_HEARING, part).hearing
        assert hearing is not None  # the rules have said so
        deed.change(hearing, state=Word.WAIVED, answered_at=timezone.now())
        deed.announce(HearingAnswered(**facts_about(part.application, part), requested=False))


def notify_hearing(actor: Actor, part: Part, at: datetime, place: str, chair: str) -> None:
    """Announce day and place, seven working days before at the least. Raises Refused for a day the law does not allow."""
    if not (place.strip() and chair.strip()):
        raise Refused("请写明听证地点和主持人。", "place")
    with act(acts.NOTIFY_HEARING, actor, part) as deed:
        hearing = require(Measure.NOTIFY_HEARING, part).hearing
        assert hearing is not None  # the rules have said so
        _require_day(part, hearing, at)
        deed.change(
            hearing, state=Word.NOTIFIED, scheduled_at=at, place=place.strip()[:200], chair=chair.strip()[:60],
            notified_at=timezone.now(),
        )  # fmt: skip
        issue_letter(
            deed, actor, part.application, "hearing_notice", part=part, place=hearing.place, chair=hearing.chair,
            time=f"{timezone.localtime(at):%Y年%-m月%-d日 %H:%M}",
        )  # fmt: skip
        deed.announce(HearingNotified(**facts_about(part.application, part)))


def _require_day(part: Part, hearing: Hearing, at: datetime) -> None:
    on, today = timezone.localdate(at), timezone.localdate()
    notice_until = last_day(statute("services.hearing_notice", today), on, part.organ_id)
    refusal = why_not_scheduled(on, today=today, notice_until=notice_until, held_until=held_until(hearing))
    if refusal:
        raise Refused(refusal, "at")


def record_hearing(actor: Actor, part: Part, record: str) -> None:
    """Write down what was said, on which the decision rests; the days are counted again from tomorrow."""
    if not record.strip():
        raise Refused("请填写听证笔录。", "record")
    with act(acts.RECORD_HEARING, actor, part) as deed:
        found = require(Measure.RECORD_HEARING, part)
        hearing = found.hearing
        assert hearing is not None  # the rules have said so
        if hearing.scheduled_at is None or hearing.scheduled_at > timezone.now():
            raise Refused("听证还没有举行。", "record")
        deed.change(hearing, state=Word.HELD, held_at=timezone.now(), record=record.strip())
        clocks.stop(SYSTEM, _case(part), own_rule(statute(HELD, timezone.localdate()), part).code)
        issue_letter(
            deed, actor, part.application, "hearing_record", part=part, place=hearing.place, chair=hearing.chair,
            time=f"{timezone.localtime(hearing.scheduled_at):%Y年%-m月%-d日 %H:%M}", record=hearing.record,
        )  # fmt: skip
        if found.special is not None and found.special.kind == "hearing":
            finish(deed, actor, part, found.special, "听证已经举行，笔录见文书。")


def _require_own(actor: AccountActor, part: Part) -> None:
    if part.application.owner_id is None or part.application.owner_id != actor.account_id:
        raise Refused("只能答复自己的申请。")


def _case(part: Part) -> int:
    case_id = part.application.case_id
    assert case_id is not None  # what is under review has been submitted
    return case_id
