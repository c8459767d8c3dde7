"""A joint matter (一件事、并联审批) compiled to one process: what each organ does, and what must wait for what.

Variables the case is opened with: `active`, the keys of the branches that this application needs; `organs`, the organ of
each; `limits`; `window`. Source: 行政许可法第二十六条; the rules of the domain, section 8.
"""

from collections.abc import Iterator, Sequence

from mingtang.domains.services.applications.process import steps as said
from mingtang.domains.services.applications.process.drawing import Scope, process, written
from mingtang.domains.services.applications.process.review import (
    draw_acceptance,
    draw_decision,
    draw_delivery,
    draw_intake,
)
from mingtang.domains.services.applications.process.steps import Step
from mingtang.domains.services.branches import Branch, BranchKind, Silence, before, faults_of

DISTRIBUTE, DEEM_AGREED, SETTLE = "services.distribute", "services.deem_agreed", "services.settle_correction"


def joint_process(key: str, title: str, branches: Sequence[Branch]) -> str:
    """BPMN with a diagram. Raises ValueError with the faults of the branches."""
    if faults := faults_of(branches):
        raise ValueError("；".join(faults))
    scope = process(key, title)
    distribute = scope.put("serviceTask", "distribute", "抄告分发", call=DISTRIBUTE)
    scope.flow(draw_intake(scope), distribute)
    examined = _draw_examination(scope, distribute, branches)
    begin, end = _draw_correction(scope, examined, branches)
    _draw_parts(scope, begin, end, branches)
    conclude = scope.step(Step.CONCLUDE)
    scope.flow(end, conclude)
    draw_delivery(scope, conclude)
    return written(scope)


def _draw_examination(scope: Scope, begin: str, branches: Sequence[Branch]) -> str:
    """Every active organ looks at what it got; who keeps silent finds nothing missing. Answers where all have met."""
    apart, met = scope.put("parallelGateway", "apart", ""), scope.put("parallelGateway", "met", "")
    scope.flow(begin, apart)
    for branch in branches:
        here = scope.named(f"_{branch.key}")
        looked = here.put("exclusiveGateway", "looked", "")
        wanted = here.choice("wanted", branch.title, looked)
        defects = here.step(
            Step.DEFECTS, f"{branch.title}：材料审查", organ=_organ(branch), clock="services.branch_defects"
        )
        silent = here.timer("unsaid", "期满未提出", defects, "=limits.branch_defects")
        scope.flow(apart, wanted)
        scope.flow(wanted, defects, _is_active(branch), "涉及")
        scope.flow(wanted, looked)
        scope.chain(defects, looked, met)
        scope.flow(silent, looked)
    return met


def _draw_correction(scope: Scope, begin: str, branches: Sequence[Branch]) -> tuple[str, str]:
    """One notice of everything that is missing, while those with nothing missing go on already."""
    fork, join = scope.put("parallelGateway", "begun", ""), scope.put("parallelGateway", "ended", "")
    enough = scope.put("exclusiveGateway", "enough", "")
    needed = scope.choice("needed", "是否需要补正", enough)
    notify, correct = scope.step(Step.NOTIFY), scope.step(Step.CORRECT, clock="services.correction")
    late = scope.timer("late", "逾期未补正", correct, "=limits.correction")
    settle = scope.put("serviceTask", "settle", "补正不来", call=SETTLE)
    scope.chain(begin, fork, needed, enough, join)
    scope.flow(needed, notify, " or ".join(_is_defective(branch) for branch in branches), "需要")
    scope.chain(notify, correct, enough)
    scope.chain(late, settle, enough)
    return fork, join


def _draw_parts(scope: Scope, begin: str, end: str, branches: Sequence[Branch]) -> None:
    """The parts of all organs, each as soon as those before it are past."""
    for branch in branches:
        _draw_part(scope, branch, branches)
    for branch in branches:
        here = scope.named(f"_{branch.key}")
        entry = f"active_{branch.key}"
        if branch.after:
            scope.flow(here.put("parallelGateway", "ready", ""), entry)
        else:
            scope.flow(begin, entry)
    for branch in branches:
        followers = [f"ready_{each.key}" for each in branches if branch.key in each.after]
        scope.chain(f"past_{branch.key}", scope.put("parallelGateway", f"onward_{branch.key}", ""))
        for follower in followers or [end]:
            scope.flow(f"onward_{branch.key}", follower)


def _draw_part(scope: Scope, branch: Branch, branches: Sequence[Branch]) -> None:
    """What one organ does, passed by when the application does not need it or something before it was denied."""
    here = scope.named(f"_{branch.key}")
    past = here.put("exclusiveGateway", "past", "")
    active = here.choice("active", branch.title, past)
    part = here.part("part", branch.title)
    scope.flow(active, f"part_{branch.key}", " and ".join(_is_open(branch, branches)), "办理")
    scope.flow(active, past)
    scope.flow(f"part_{branch.key}", past)
    _draw_inside(part, branch)


def _draw_inside(part: Scope, branch: Branch) -> None:
    begin = _draw_waiting(part, branch)
    end = part.put("endEvent", "over", "办理完毕")
    if branch.kind is BranchKind.OPINION:
        part.flow(_draw_opinion(part, branch, begin), end)
        return
    accept, accepted = draw_acceptance(part, organ=_organ(branch), correctable=False)
    part.flow(begin, accept)
    part.flow(draw_decision(part, accepted, organ=_organ(branch)), end)


def _draw_waiting(part: Scope, branch: Branch) -> str:
    """Whoever missed something waits for the correction; when it does not come, the part is over."""
    begin, ready = part.put("startEvent", "begin", "开始"), part.put("exclusiveGateway", "complete", "")
    missing, came = part.choice("missing", "是否等待补正", ready), part.choice("came", "是否补正", ready)
    waiting = part.until("waiting", "等待补正", f"{_CORRECTED} or {_LAPSED}")
    part.chain(begin, missing, ready)
    part.flow(missing, waiting, _is_defective(branch), "等待")
    part.chain(waiting, came, ready)
    part.flow(came, part.put("endEvent", "lapsed", "补正不来"), _LAPSED, "没有")
    return ready


def _draw_opinion(part: Scope, branch: Branch, begin: str) -> str:
    """An opinion; in time, or by silence where a local rule says so, or after the lead has urged."""
    opine, given = part.step(Step.OPINE, organ=_organ(branch)), part.put("exclusiveGateway", "given", "")
    part.chain(begin, opine, given)
    deemed = branch.silence is Silence.DEEMED_AGREED
    silent = part.timer("silent", "期满未答复", opine, f"P{max(branch.days, 1)}WD", interrupting=deemed)
    if deemed:
        part.chain(silent, part.put("serviceTask", "deem", "默认同意", call=DEEM_AGREED), given)
    else:
        part.chain(silent, part.step(Step.URGE), part.put("endEvent", "urged", "已督促"))
    return given


_CORRECTED = f'outcomes.correct == "{said.CORRECTED}"'
_LAPSED = "lapsed == true"


def _organ(branch: Branch) -> str:
    return f"=organs.{branch.key}"


def _is_active(branch: Branch) -> str:
    return f'"{branch.key}" in active'


def _is_defective(branch: Branch) -> str:
    return f'outcomes.defects_{branch.key} == "{said.DEFECTIVE}"'


def _is_open(branch: Branch, branches: Sequence[Branch]) -> Iterator[str]:
    yield _is_active(branch)
    for key in sorted(before(branch, branches)):
        yield f'outcomes.refuse_{key} != "{said.AGREED}"'
        yield f'outcomes.decide_{key} != "{said.DENIED}"'
        yield f'(lapsed != true or outcomes.defects_{key} != "{said.DEFECTIVE}")'
