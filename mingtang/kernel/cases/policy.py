"""Who may use a handling verb. Whether the verb fits the state of the case is decided by `lib.flow.allowed`.

The system may do everything. A case type may narrow what is allowed here, never widen it.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q
from django.utils import timezone

from mingtang.kernel.cases.case_types import case_type
from mingtang.kernel.cases.keys import keys_of
from mingtang.kernel.cases.models import Candidate, Case, Participant, Step, Substitution
from mingtang.kernel.cases.models import Token as TokenRow
from mingtang.kernel.cases.people import all_keys_of
from mingtang.kernel.cases.permissions import MANAGE_CASES, SUPERVISE_CASES
from mingtang.kernel.cases.rules import account_key, account_of
from mingtang.kernel.evidence.api import SYSTEM, Actor
from mingtang.lib.flow import Kind, Life, State, Token, Verb


@dataclass
class Right:
    """An actor before an item (`token` None: the whole case). Statements run only when a cheaper answer does not do.

    `candidate` says that one of the actor's plain keys is known to be among those the item is offered to; `offered` are
    all of these keys where they are known, `did` whether the actor completed the item where that is known.
    """

    actor: Actor
    case: Case
    state: State
    token: Token | None
    candidate: bool = False
    offered: Collection[str] | None = None
    did: bool | None = None

    def why_not(self, verb: Verb) -> str:
        """Why the actor may not use `verb`; empty when he may."""
        if self.actor is SYSTEM or self.actor.kind == "system":
            return ""
        reason = _RIGHTS[verb](self)
        narrowing = case_type(self.case.type).policy
        if reason or narrowing is None:
            return reason
        return narrowing(self.actor, self.case, verb, self.token.node if self.token else "")

    @cached_property
    def is_mine(self) -> bool:
        """Whether the actor holds the item, or stands in for who does."""
        holder = self.token.holder if self.token else ""
        return bool(holder) and (holder == self._own_key or holder in self.absent_keys)

    @cached_property
    def may_take(self) -> bool:
        """Whether nobody holds the item and it is offered to the actor; at most three statements."""
        token = self.token
        if token is None or token.holder:
            return False
        if self.candidate or self._takes_himself:
            return True
        if self.offered is not None:
            return self._is_among(self.offered)
        keys = (*all_keys_of(self.actor), *self.absent_keys)
        return Candidate.objects.filter(case=self.case.pk, no=token.no, key__in=keys).exists()

    def _is_among(self, offered: Collection[str]) -> bool:
        """Whether the item is offered to a role of the actor, or to somebody away; statements only where some are named."""
        if any(key.startswith("role:") for key in offered) and not set(offered).isdisjoint(all_keys_of(self.actor)):
            return True
        return any(account_of(key) for key in offered) and not self.absent_keys.isdisjoint(offered)

    @cached_property
    def manages(self) -> bool:
        return self.actor.may(MANAGE_CASES, self.case)

    @cached_property
    def supervises(self) -> bool:
        return self.manages or self.actor.may(SUPERVISE_CASES, self.case)

    @cached_property
    def absent_keys(self) -> frozenset[str]:
        """Keys of the people away for whom the actor acts in cases of this type; one statement."""
        return frozenset(account_key(account) for account in substituted_by(self.actor, self.case.type))

    @cached_property
    def absent(self) -> int | None:
        """The account away for whom the actor would handle the item; None when it is his own matter."""
        token = self.token
        if token is None or token.holder == self._own_key:
            return None
        if token.holder:
            return account_of(token.holder) if token.holder in self.absent_keys else None
        if self.candidate or self._takes_himself or not self.absent_keys or not self.may_take:
            return None
        keys = Candidate.objects.filter(case=self.case.pk, no=token.no).values_list("key", flat=True)
        if not set(keys).isdisjoint(all_keys_of(self.actor)):
            return None
        return next((account_of(key) for key in keys if key in self.absent_keys), None)

    @property
    def _takes_himself(self) -> bool:
        return self.offered is not None and not set(self.offered).isdisjoint(keys_of(self.actor))

    @cached_property
    def signs_himself(self) -> bool:
        """Whether the actor has a signature of his own in the countersigning to which the item belongs."""
        token = self.token
        body = self.state.live.get(token.scope) if token else None
        if token is None or body is None or body.kind is not Kind.BODY:
            return False
        others = TokenRow.objects.filter(case=self.case.pk, scope=body.no, kind=Kind.WORK.value).exclude(no=token.no)
        offered = Candidate.objects.filter(case=self.case.pk, key__in=all_keys_of(self.actor)).values("no")
        counting = others.filter(life__in=[Life.LIVE.value, Life.DONE.value])
        return counting.filter(Q(holder=self._own_key) | Q(life=Life.LIVE.value, holder="", no__in=offered)).exists()

    @property
    def _own_key(self) -> str:
        return account_key(self.actor.account_id) if self.actor.account_id else ""

    @cached_property
    def is_concerned(self) -> bool:
        """Whether the case is the actor's own, or of an organ that takes part in it; at most one statement."""
        if self.actor.account_id and self.actor.account_id == self.case.initiator_id:
            return True
        if self.actor.organ_id is None:
            return False
        organs = Participant.objects.filter(case=self.case.pk, organ=self.actor.organ_id)
        return self.actor.organ_id == self.case.organ_id or organs.exists()

    @cached_property
    def did_it(self) -> bool:
        """Whether the actor completed the item; one statement."""
        token = self.token
        if self.did is not None:
            return self.did
        done = Step.objects.filter(case=self.case.pk, no=token.no if token else 0, command="Complete")
        return self.actor.account_id is not None and done.filter(account=self.actor.account_id).exists()

    @cached_property
    def asked_for_it(self) -> bool:
        """Whether the item is a signature that the actor, as holder of another item, asked for."""
        body = self.state.live.get(self.token.scope) if self.token else None
        host = self.state.live.get(body.host) if body and body.kind is Kind.BODY else None
        return host is not None and host.holder == self._own_key


def readable_cases(actor: Actor, ids: Collection[str]) -> Collection[str]:
    """Of these cases, those that the actor may read with all that is attached to them; one statement."""
    rows = Case.objects.visible_to(actor).filter(pk__in=[number for number in ids if number.isdecimal()])
    return {str(pk) for pk in rows.values_list("pk", flat=True)}


def substitutions_of(actor: Actor) -> list[tuple[int, list[str]]]:
    """Accounts that are away today and named the actor as substitute, each with the types of cases, none for all.

    One statement.
    """
    if actor.account_id is None:
        return []
    today = timezone.localdate()
    rows = Substitution.objects.filter(substitute=actor.account_id, start__lte=today, end__gte=today, ended_at=None)
    return list(rows.values_list("account", "types"))


def substituted_by(actor: Actor, type_code: str) -> list[int]:
    """Accounts that are away today and named the actor as substitute for cases of a type; one statement."""
    return [account for account, types in substitutions_of(actor) if not types or type_code in types]


def _handle(right: Right) -> str:
    if right.is_mine or right.may_take:
        return "您在同一会签中有自己的一份，不能再代他人签署" if right.absent and right.signs_himself else ""
    held = right.token is not None and right.token.holder
    return f"该事项由 {right.token.holder} 办理" if held and right.token else "该事项没有分派给您"


def _hand_on(right: Right) -> str:
    return "" if right.manages else _handle(right)


def _claim(right: Right) -> str:
    token = right.token
    return "" if right.may_take or (token is not None and token.holder) else "该事项没有分派给您"


def _end_delegation(right: Right) -> str:
    token = right.token
    own = token is not None and account_key(right.actor.account_id or 0) == token.owner
    return "" if own or right.is_mine or right.manages else "只有委托人可以收回委托"


def _withdraw(right: Right) -> str:
    return "" if right.did_it else "只有办结人可以撤回"


def _drop_sign(right: Right) -> str:
    return "" if right.asked_for_it or right.manages else "只有请求加签的人可以减签"


def _urge(right: Right) -> str:
    return "" if right.is_concerned or right.supervises else "只有发起人和参与机构可以催办"


def _supervise(right: Right) -> str:
    return "" if right.supervises else "您没有督办权限"


def _manage(right: Right) -> str:
    return "" if right.manages else "您没有管理该案件的权限"


_RIGHTS: dict[Verb, Callable[[Right], str]] = {
    Verb.COMPLETE: _handle,
    Verb.CLAIM: _claim,
    Verb.RELEASE: _hand_on,
    Verb.RETURN: _handle,
    Verb.WITHDRAW: _withdraw,
    Verb.REASSIGN: _hand_on,
    Verb.DELEGATE: _handle,
    Verb.END_DELEGATION: _end_delegation,
    Verb.ADD_SIGN: _handle,
    Verb.DROP_SIGN: _drop_sign,
    Verb.CIRCULATE: _handle,
    Verb.URGE: _urge,
    Verb.SUPERVISE: _supervise,
    Verb.SUSPEND: _manage,
    Verb.RESUME: _manage,
    Verb.TERMINATE: _manage,
    Verb.VOID: _manage,
    Verb.ADD_TASK: _manage,
}
