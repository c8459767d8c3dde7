"""While the applicant has a merged notice to answer, the promise of the whole stands still; branches and the law go on counting."""

from mingtang.domains.services.applications.joint.limits import CORRECTION
from mingtang.domains.services.applications.limits import PROMISE
from mingtang.domains.services.applications.models import Application, Part
from mingtang.domains.services.applications.part_clocks import own_clocks, write_dates
from mingtang.kernel.cases.api import Clock, clocks
from mingtang.kernel.evidence.api import SYSTEM, Deed
from mingtang.lib.clocks import Rule

REASON = "申请人正在补正"


def await_correction(deed: Deed, application: Application) -> None:
    """The promise stands still from tomorrow, if the whole was accepted already and something is to be corrected."""
    promise = _promise(application)
    asked = application.defects.filter(told_at__isnull=False, corrected_at=None).exists()
    if (
        promise
        and asked
        and promise.standing == clocks.Standing.RUNNING
        and CORRECTION in Rule.read(promise.rule).pauses
    ):
        clocks.pause(SYSTEM, promise.case_id, 0, CORRECTION, code=PROMISE, reason=REASON)
        write_dates(deed, _whole(application))


def correction_is_over(deed: Deed, application: Application) -> None:
    """The correction came, or comes no more: the promise is counted again from tomorrow."""
    promise = _promise(application)
    if promise and promise.standing == clocks.Standing.PAUSED:
        clocks.resume(SYSTEM, promise.case_id, 0, code=PROMISE)
        write_dates(deed, _whole(application))


def _promise(application: Application) -> Clock | None:
    whole = _whole(application)
    return own_clocks(whole).filter(code=PROMISE).first() if whole.accepted_on else None


def _whole(application: Application) -> Part:
    whole: Part = application.parts.select_related("organ").get(branch="")
    whole.application = application
    return whole
