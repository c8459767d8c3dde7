"""What has to be done outside the commands that asked for it: drained by a round of every worker."""

from collections.abc import Callable, Mapping

from mingtang.kernel.cases.errands import about_cases, between_cases, services, telling
from mingtang.kernel.cases.errands.taking import due_errands, failed
from mingtang.kernel.cases.models import Errand

BATCH = 50
_Kind = Errand.Kind
_DO: Mapping[str, Callable[[Errand], bool]] = {
    _Kind.TIMER: about_cases.bring,
    _Kind.MESSAGE: about_cases.bring,
    _Kind.SIGNAL: about_cases.bring,
    _Kind.CHILD_ENDED: about_cases.bring,
    _Kind.TERMINATE: about_cases.bring,
    _Kind.SEND_MESSAGE: between_cases.send_message,
    _Kind.SEND_SIGNAL: between_cases.send_signal,
    _Kind.START_CHILD: between_cases.start_child,
    _Kind.CANCEL_CHILD: between_cases.cancel_child,
    _Kind.REMIND: telling.remind,
    _Kind.REDATE: about_cases.redate,
    _Kind.SERVICE: services.call,
}


def run_due_errands() -> int:
    """Do what is due, one batch; answers how much was done. An idle round only reads.

    Every errand is a transaction of its own. One that fails is tried again after 1, 4, 9 ... seconds, and is dead after
    the last try; one whose case somebody is working on is left for the next round.
    """
    return sum(_run(errand) for errand in due_errands(BATCH))


def _run(errand: Errand) -> bool:
    try:
        return _DO[errand.kind](errand)
    except Exception as error:
        failed(errand, error)
        return True
