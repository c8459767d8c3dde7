"""One command on a case: lock, load, judge, step, write, record. One short transaction, whatever the age of the case."""

from datetime import datetime

from django.utils import timezone

from mingtang.kernel.cases.acts import act_of
from mingtang.kernel.cases.guarding import guarded
from mingtang.kernel.cases.keys import keys_of
from mingtang.kernel.cases.models import Case, Step
from mingtang.kernel.cases.naming import in_words
from mingtang.kernel.cases.policy import Right
from mingtang.kernel.cases.rules import account_key
from mingtang.kernel.cases.signing import require_signature
from mingtang.kernel.cases.store.loading import Loaded, load
from mingtang.kernel.cases.substituting import as_recorded
from mingtang.kernel.cases.verbs import NEEDS_PAST, verb_of
from mingtang.kernel.cases.writing import Stroke, write
from mingtang.kernel.evidence.api import SYSTEM, Actor, NotPermitted, record_refusal
from mingtang.kernel.processes.api import net_of, vocabulary_of
from mingtang.kernel.statements.api import Run, one_transaction
from mingtang.kernel.trust.api import Signed
from mingtang.lib.flow import Refused, State, commands, step
from mingtang.lib.flow.commands import Command


def handle(
    actor: Actor, case_id: int, command: Command, *, opinion: str = "", key: str = "", signed: Signed | None = None
) -> Step:
    """Carry out `command` on a case in the name of `actor`; answers the row of history.

    `signed` is the actor's signature where the step takes one: `actions.filing.complete` verifies and keeps it. `key` names the command: a repeated one changes nothing and answers the first row. Raises Case.DoesNotExist,
    NotPermitted (recorded), and Refused with the sentence for the user when it does not fit the state of the case.
    """
    try:
        with one_transaction() as run:
            return carry_out(run, actor, case_id, command, opinion=opinion, key=key, signed=signed)
    except NotPermitted as refusal:
        if refusal.refused:
            record_refusal(*refusal.refused, note=str(refusal))
        raise
    except Refused as refusal:
        if "account:" in str(refusal):
            raise Refused(refusal.code, in_words(str(refusal))) from refusal
        raise


def carry_out(
    run: Run,
    actor: Actor,
    case_id: int,
    command: Command,
    *,
    opinion: str = "",
    key: str = "",
    signed: Signed | None = None,
) -> Step:
    """The command inside a transaction that is open."""
    no = getattr(command, "token", 0)
    loaded = load(
        run, case_id, no=no, key=key, account=actor.account_id, keys=keys_of(actor), past=type(command) in NEEDS_PAST
    )
    if loaded is None:
        raise Case.DoesNotExist
    if loaded.seen is not None:
        return Step.objects.get(pk=loaded.seen)
    _require_right(actor, loaded, command, no)
    require_signature(actor, loaded.case, command, _node(loaded, no), signed)
    command = guarded(actor, loaded.case, command, _node(loaded, no), opinion)
    actor = as_recorded(actor, loaded, command)
    stroke = take(actor, loaded, command, timezone.now(), opinion, key)
    stroke.signed = signed.digest if signed else ""
    return write(run, stroke)


def take(actor: Actor, loaded: Loaded, command: Command, now: datetime, opinion: str, key: str) -> Stroke:
    """The step itself: pure but for the net, which this process keeps."""
    case = loaded.case
    net = net_of(case.version_id)
    state = _with_holder(loaded.state, command, actor)
    changes = step(net, state, command, now, vocabulary=vocabulary_of(case.version_id))
    return Stroke(actor, case, state, command, changes, net, now, opinion, key, loaded.known)


def _node(loaded: Loaded, no: int) -> str:
    token = loaded.state.live.get(no)
    return token.node if token else ""


def _require_right(actor: Actor, loaded: Loaded, command: Command, no: int) -> None:
    """Raises NotPermitted when the verb is not the actor's. A row that is gone is refused by the engine, in its words."""
    if actor is SYSTEM:
        return
    verb = verb_of(command)
    token = loaded.state.live.get(no) or (loaded.state.past or {}).get(no)
    if verb is None:
        reason = "只有系统可以这样做"
    elif no and token is None:
        return
    else:
        reason = Right(actor, loaded.case, loaded.state, token, loaded.candidate).why_not(verb)
    if reason:
        raise NotPermitted(in_words(f"{reason}。"), refused=(act_of(type(command)), actor, loaded.case))


def _with_holder(state: State, command: Command, actor: Actor) -> State:
    """Whoever completes an item that nobody holds takes it by that."""
    if not isinstance(command, commands.Complete) or actor.account_id is None:
        return state
    token = state.live.get(command.token)
    if token is None or token.holder:
        return state
    live = {**state.live, token.no: token._replace(holder=account_key(actor.account_id))}
    return State(live=live, vars=state.vars, last=state.last, status=state.status, past=state.past)
