"""办理: what may be done with an item or a case, and every verb as one operation."""

from datetime import datetime
from typing import Annotated, Any, Literal

from ninja import Body, Field, Query, Router, Schema, Status
from pydantic import StringConstraints

from mingtang.kernel.cases import clocks
from mingtang.kernel.cases.actions.filing import Answers, Signature, complete, text_for
from mingtang.kernel.cases.choices import form_code
from mingtang.kernel.cases.handling import handle
from mingtang.kernel.cases.models import Case, Step, Token
from mingtang.kernel.cases.queries.standing import Offer, offers, steps_to_return_to
from mingtang.kernel.cases.rest.cases import Facts, seen_case
from mingtang.kernel.cases.rest.headers import IdempotencyKey
from mingtang.kernel.cases.rest.shapes import StepOut
from mingtang.kernel.cases.rules import account_key
from mingtang.kernel.cases.signing import now_said
from mingtang.kernel.evidence.api import Actor
from mingtang.kernel.forms.api import NoForm, published, rest_validate
from mingtang.lib.flow import commands
from mingtang.lib.flow.commands import Command, SignPlace
from mingtang.lib.flow.net import Rule, RuleKind
from mingtang.ui.rest.fields import Key, Line, Request
from mingtang.ui.rest.problems import INVALID, REFUSED, Fault, Problem
from mingtang.ui.rest.rows import SignedIn

router = Router(tags=["案件办理"])

No = Annotated[int, Field(ge=1, le=2**31 - 1, description="事项号")]
Opinion = Annotated[Annotated[str, Line(4000)], Field(description="意见")]
Short = Annotated[str, Line(200)]
Somebody = Annotated[
    str,
    StringConstraints(
        max_length=60, pattern=r"^(account|post|unit|organ):[1-9][0-9]{0,17}$|^role:[\w.-]{1,40}@[1-9][0-9]{0,9}$"
    ),
]
Person = Annotated[str, StringConstraints(max_length=60, pattern=r"^account:[1-9][0-9]{0,17}$")]


class Given(Request):
    """What every command may say besides."""

    opinion: Opinion = ""

    def asked(self, actor: Actor) -> Command:
        """The command of the engine."""
        raise NotImplementedError


class SignatureIn(Request):
    """签名：对 signing-texts 给出的文本原样签名。"""

    value: Annotated[Annotated[str, Line(8000, shortest=1)], Field(description="签名值，r、s 的 DER 编码，Base64")]
    at: Annotated[Annotated[str, Line(40, shortest=1)], Field(description="signing-texts 给出的时间")]
    public_key: Annotated[Annotated[str, Line(8000)], Field(description="公钥，Base64；只用来说明签名为什么不对")] = ""


class CompleteIn(Given):
    """办结."""

    command: Literal["complete"]
    task: No
    outcome: Annotated[Annotated[str, Line(60)], Field(description="结果")] = ""
    vars: Facts = Field(default_factory=dict)
    answers: dict[str, Any] | None = Field(None, description="该环节表单的填报内容")
    signature: SignatureIn | None = Field(None, description="要签名的环节：本人证书的签名")

    def asked(self, actor: Actor) -> Command:
        return commands.Complete(self.task, self.outcome, self.vars)


class ClaimIn(Given):
    """签收，归自己办理."""

    command: Literal["claim"]
    task: No

    def asked(self, actor: Actor) -> Command:
        return commands.Claim(self.task, account_key(actor.account_id or 0))


class ReleaseIn(Given):
    """放回."""

    command: Literal["release"]
    task: No

    def asked(self, actor: Actor) -> Command:
        return commands.Release(self.task)


class ReturnIn(Given):
    """退回."""

    command: Literal["return"]
    task: No
    to: Annotated[No, Field(description="退回到哪个已办结的事项")]

    def asked(self, actor: Actor) -> Command:
        return commands.Return(self.task, self.to)


class WithdrawIn(Given):
    """撤回自己的办结."""

    command: Literal["withdraw"]
    task: No

    def asked(self, actor: Actor) -> Command:
        return commands.Withdraw(self.task)


class ReassignIn(Given):
    """转办."""

    command: Literal["reassign"]
    task: No
    to: Annotated[Somebody, Field(description="转给谁，如 account:7、post:12、unit:3")]

    def asked(self, actor: Actor) -> Command:
        return commands.Reassign(self.task, self.to)


class DelegateIn(Given):
    """委托办理."""

    command: Literal["delegate"]
    task: No
    to: Annotated[Person, Field(description="委托谁，如 account:7")]

    def asked(self, actor: Actor) -> Command:
        return commands.Delegate(self.task, self.to)


class EndDelegationIn(Given):
    """收回委托."""

    command: Literal["end-delegation"]
    task: No

    def asked(self, actor: Actor) -> Command:
        return commands.EndDelegation(self.task)


class AddSignIn(Given):
    """加签、会签."""

    command: Literal["add-sign"]
    task: No
    people: Annotated[list[Person], Field(min_length=1, max_length=50, description="加签人员")]
    place: Literal["before", "beside", "after"] = Field("before", description="前加签、并签、后加签")
    sequential: bool = Field(False, description="依次签署")
    rule: Literal["all", "any", "count"] = Field("all", description="前加签办结的规则")
    count: Annotated[int, Field(ge=1, le=50, description="rule 为 count 时需要的人数")] = 1

    def asked(self, actor: Actor) -> Command:
        rule = Rule(RuleKind(self.rule), self.count if self.rule == "count" else 1)
        return commands.AddSign(self.task, tuple(self.people), SignPlace(self.place), rule, self.sequential)


class DropSignIn(Given):
    """减签."""

    command: Literal["drop-sign"]
    task: No

    def asked(self, actor: Actor) -> Command:
        return commands.DropSign(self.task)


class CirculateIn(Given):
    """传阅."""

    command: Literal["circulate"]
    task: No
    to: Annotated[list[Person], Field(min_length=1, max_length=200, description="传阅对象")]

    def asked(self, actor: Actor) -> Command:
        return commands.Circulate(self.task, tuple(self.to))


class UrgeIn(Given):
    """催办."""

    command: Literal["urge"]
    task: No
    text: Annotated[Short, Field(description="催办的话")] = ""

    def asked(self, actor: Actor) -> Command:
        return commands.Urge(self.task, self.text)


class SuperviseIn(Given):
    """督办."""

    command: Literal["supervise"]
    task: No
    level: Annotated[Annotated[str, Line(20)], Field(description="级别，空为取消")]

    def asked(self, actor: Actor) -> Command:
        return commands.Supervise(self.task, self.level)


class SuspendIn(Given):
    """挂起."""

    command: Literal["suspend"]
    task: Annotated[int, Field(ge=0, le=2**31 - 1, description="事项号，0 为整个案件")] = 0

    def asked(self, actor: Actor) -> Command:
        return commands.Suspend(self.task)


class ResumeIn(Given):
    """恢复."""

    command: Literal["resume"]
    task: Annotated[int, Field(ge=0, le=2**31 - 1, description="事项号，0 为整个案件")] = 0

    def asked(self, actor: Actor) -> Command:
        return commands.Resume(self.task)


class TerminateIn(Given):
    """终止案件."""

    command: Literal["terminate"]
    reason: Annotated[Annotated[str, Line(200, shortest=1)], Field(description="理由")]

    def asked(self, actor: Actor) -> Command:
        return commands.Terminate(self.reason)


class VoidIn(Given):
    """作废案件."""

    command: Literal["void"]
    reason: Annotated[Annotated[str, Line(200, shortest=1)], Field(description="理由")]

    def asked(self, actor: Actor) -> Command:
        return commands.Void(self.reason)


class AddTaskIn(Given):
    """增加任务."""

    command: Literal["add-task"]
    title: Annotated[Annotated[str, Line(200, shortest=1)], Field(description="任务")]
    holder: Annotated[Somebody | Literal[""], Field(description="交给谁")] = ""

    def asked(self, actor: Actor) -> Command:
        return commands.AddTask(self.title, self.holder)


CommandIn = Annotated[
    CompleteIn | ClaimIn | ReleaseIn | ReturnIn | WithdrawIn | ReassignIn | DelegateIn | EndDelegationIn | AddSignIn
    | DropSignIn | CirculateIn | UrgeIn | SuperviseIn | SuspendIn | ResumeIn | TerminateIn | VoidIn | AddTaskIn,
    Field(discriminator="command"),
]  # fmt: skip


class SigningTextOut(Schema):
    text: str = Field(description="待签名的文本，UTF-8，换行为 LF")
    at: str = Field(description="文本中的时间，提交签名时原样带回")


class OfferOut(Schema):
    command: str = Field(description="动作", alias="verb")
    allowed: bool = Field(description="现在可不可以")
    reason: str = Field(description="为什么不可以")


class ReturnableOut(Schema):
    task: int = Field(description="事项号", alias="no")
    node: str = Field(description="环节")
    holder: str = Field(description="办理人")
    outcome: str = Field(description="结果")


class OfferQuery(Schema):
    task: Annotated[int, Field(ge=0, le=2**31 - 1)] = Field(0, description="事项号，0 为整个案件")


class ClockChangeIn(Request):
    change: Literal["pause", "resume", "extend", "restart"] = Field(description="暂停、恢复、延长、重新计算")
    task: Annotated[int, Field(ge=0, le=2**31 - 1)] = Field(0, description="事项号，0 为整个案件的时限")
    code: Annotated[str, Line(80)] = Field("", description="哪个时限；空为该事由涉及的全部时限")
    kind: Annotated[str, Line(80)] = Field("", description="事由代码，须是该时限允许的")
    amount: Annotated[int, Field(ge=0, le=10_000)] = Field(0, description="延长多少，以该时限的单位计")
    reason: Annotated[str, Line(400)] = Field("", description="说明")


@router.get("/cases/{int:case_id}/offers", response=list[OfferOut], summary="每个动作可不可以，为什么不可以")
def list_case_offers(request: SignedIn, case_id: Key, asked: Query[OfferQuery]) -> list[Offer]:
    return list(offers(request.actor, seen_case(request, case_id), asked.task))


@router.get("/cases/{int:case_id}/return-steps", response=list[ReturnableOut], summary="可以退回到哪些事项")
def list_return_steps(request: SignedIn, case_id: Key, asked: Query[OfferQuery]) -> list[Any]:
    return list(steps_to_return_to(seen_case(request, case_id), asked.task))


@router.post("/cases/{int:case_id}/commands", response=StepOut, summary="办理：一个动作")
def add_case_command(request: SignedIn, case_id: Key, key: IdempotencyKey, order: Annotated[CommandIn, Body()]) -> Step:
    case, actor = seen_case(request, case_id), request.actor
    command, name = order.asked(actor), f"api:{actor.account_id}:{key}"[:80]
    if isinstance(order, CompleteIn) and isinstance(command, commands.Complete):
        answers = _answers(actor, case, order)
        signature = Signature(**order.signature.dict()) if order.signature else None
        return complete(actor, case.pk, command, answers=answers, opinion=order.opinion, key=name, signature=signature)
    return handle(actor, case.pk, command, opinion=order.opinion, key=name)


@router.post("/cases/{int:case_id}/signing-texts", response=SigningTextOut, summary="要签名的环节：待签名的文本")
def add_signing_text(request: SignedIn, case_id: Key, order: CompleteIn) -> SigningTextOut:
    case, actor, at = seen_case(request, case_id), request.actor, now_said()
    command = commands.Complete(order.task, order.outcome, order.vars)
    answers = _answers(actor, case, order)
    text = text_for(actor, case.pk, command, answers, order.opinion, datetime.fromisoformat(at))
    return SigningTextOut(text=text, at=at)


@router.post("/cases/{int:case_id}/clock-changes", response={204: None}, summary="暂停、恢复、延长、重新计算时限")
def add_clock_change(request: SignedIn, case_id: Key, change: ClockChangeIn, key: IdempotencyKey) -> Status[None]:
    case, actor = seen_case(request, case_id), request.actor
    said: dict[str, Any] = {"code": change.code, "reason": change.reason, "key": f"api:{actor.account_id}:{key}"[:80]}
    if change.change == "pause":
        clocks.pause(actor, case.pk, change.task, change.kind, **said)
    elif change.change == "resume":
        clocks.resume(actor, case.pk, change.task, **said)
    elif change.change == "extend":
        clocks.extend(actor, case.pk, change.task, change.amount, **said)
    else:
        clocks.restart(actor, case.pk, change.task, change.kind, **said)
    return Status(204, None)


def _answers(actor: Actor, case: Case, order: CompleteIn) -> Answers | None:
    """What was filled in, judged by the form of the step. Raises Problem 422 with every fault."""
    token = Token.objects.filter(pk=(case.pk, order.task)).first()
    code = form_code(case, token.node) if token else ""
    if not code:
        if order.answers is not None:
            raise Problem(INVALID, faults=[Fault("这个环节没有表单", "answers")])
        return None
    try:
        version = published(code, case.organ_id)
    except NoForm as gap:
        raise Problem(REFUSED, str(gap)) from gap
    data, errors = rest_validate(actor, version.pk, order.answers or {})
    if errors:
        faults = [Fault(each, f"answers.{path}") for path, several in errors.items() for each in several]
        raise Problem(INVALID, faults=faults)
    return Answers(code, version.pk, data)
