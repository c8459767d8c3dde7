"""The forms of the handling verbs. Each says which command it asks for."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from mingtang.kernel.cases.case_types import StepWords
from mingtang.kernel.cases.choices import Choice
from mingtang.kernel.cases.forms.people import OthersField, SeveralField, SomebodyField
from mingtang.kernel.evidence.api import Actor
from mingtang.lib.flow import Token, Verb, commands
from mingtang.lib.flow.commands import Command, SignPlace
from mingtang.lib.flow.net import EVERYBODY, Rule, RuleKind

LONGEST_OPINION = 4000


class VerbForm(forms.Form):
    """Base: the opinion, and the key by which a second press of the button changes nothing.

    `command(no)` is what is asked for; `needs_opinion` makes the opinion required.
    """

    opinion = forms.CharField(label=_("意见"), required=False, max_length=LONGEST_OPINION, widget=forms.Textarea)
    key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    prefix = "act"
    needs_opinion: ClassVar[bool] = False
    asks_opinion: ClassVar[bool] = True
    opinion_label: ClassVar[Any] = None

    def __init__(self, *args: Any, actor: Actor, token: Token | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opinion"].required = self.needs_opinion
        if self.opinion_label:
            self.fields["opinion"].label = self.opinion_label
        if not self.asks_opinion:
            del self.fields["opinion"]
        for name in ("to", "people", "others"):
            if name in self.fields:
                self.fields[name].of(actor)  # type: ignore[attr-defined]
        self.actor, self.token = actor, token

    @property
    def said(self) -> str:
        """The opinion as it is recorded."""
        return str(self.cleaned_data.get("opinion", ""))

    def command(self, no: int) -> Command:
        """The command on item `no`."""
        raise NotImplementedError


class ChoosingForm(VerbForm):
    """Completing an item: a decision where the diagram asks for one."""

    def __init__(
        self, *args: Any, choices: Sequence[Choice] = (), words: StepWords | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.words = words = words or StepWords()
        self.fields["opinion"].label = words.ask
        if not words.ask:
            del self.fields["opinion"]
        self.choices_by_label = {choice.label: choice for choice in choices}
        if len(self.choices_by_label) > 1:
            options = [(choice.label, choice.label) for choice in choices]
            self.fields["decision"] = forms.ChoiceField(label=_("结论"), choices=options, widget=forms.RadioSelect)
            self.order_fields(["decision", "opinion"])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        needed = not self.errors and self.choice.outcome in self.words.required
        if needed and not values.get("opinion", "").strip():
            self.add_error("opinion", _("请填写%s。") % self.words.ask)
        return values

    @property
    def choice(self) -> Choice:
        """The decision that was taken; a nameless one where none was asked for."""
        taken = self.cleaned_data.get("decision", "")
        return self.choices_by_label.get(taken) or next(iter(self.choices_by_label.values()), Choice("", ""))

    def command(self, no: int) -> Command:
        return commands.Complete(no, self.choice.outcome, self.choice.vars)


class BatchForm(ChoosingForm):
    """One opinion for several items."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, actor=None, **kwargs)


class ConfirmForm(VerbForm):
    """A verb that needs no words: the page only asks whether it is meant."""

    asks_opinion = False


class ClaimForm(ConfirmForm):
    def command(self, no: int) -> Command:
        return commands.Claim(no, f"account:{self.actor.account_id}")


class ReleaseForm(ConfirmForm):
    def command(self, no: int) -> Command:
        return commands.Release(no)


class EndDelegationForm(ConfirmForm):
    def command(self, no: int) -> Command:
        return commands.EndDelegation(no)


class DropSignForm(ConfirmForm):
    def command(self, no: int) -> Command:
        return commands.DropSign(no)


class WithdrawForm(VerbForm):
    opinion_label = _("撤回原因")

    def command(self, no: int) -> Command:
        return commands.Withdraw(no)


class ReturnForm(VerbForm):
    """Back to one of the steps before; with a reason."""

    target = forms.ChoiceField(label=_("退回到"), widget=forms.RadioSelect)
    needs_opinion = True
    opinion_label = _("退回原因")
    field_order = ("target", "opinion")

    def __init__(self, *args: Any, targets: Sequence[tuple[int, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["target"].choices = [(str(no), label) for no, label in targets]  # type: ignore[attr-defined]
        if targets and "target" not in self.initial:
            self.initial["target"] = str(targets[0][0])

    def command(self, no: int) -> Command:
        return commands.Return(no, int(self.cleaned_data["target"]))


class ReassignForm(VerbForm):
    to = SomebodyField(
        label=_("转给"), posts=True, help_text=_("输入姓名，或从提示中选人、选岗位；由对方以自己的名义办理。")
    )
    opinion_label = _("说明")
    field_order = ("to", "opinion")

    def command(self, no: int) -> Command:
        return commands.Reassign(no, self.cleaned_data["to"])


class DelegateForm(VerbForm):
    to = SomebodyField(label=_("委托给"), help_text=_("输入姓名或从提示中选择；对方代您办理，您随时可以收回。"))
    opinion_label = _("说明")
    field_order = ("to", "opinion")

    def command(self, no: int) -> Command:
        return commands.Delegate(no, self.cleaned_data["to"])


class PeopleForm(VerbForm):
    """Several people: colleagues to tick, others by name."""

    people = SeveralField(label=_("本单位人员"), required=False)
    others = OthersField(label=_("其他人员"), required=False, max_length=400, help_text=_("写姓名，几个人用顿号分开。"))
    opinion_label = _("说明")

    @property
    def named(self) -> tuple[str, ...]:
        """Keys of everybody named, each once."""
        values = self.cleaned_data
        return tuple(dict.fromkeys([*values.get("people", []), *values.get("others", [])]))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if not self.errors and not self.named:
            self.add_error("people", _("请至少选择一人。"))
        return values


class AddSignForm(PeopleForm):
    place = forms.ChoiceField(
        label=_("签署位置"), widget=forms.RadioSelect, initial=SignPlace.BEFORE,
        choices=[(SignPlace.BEFORE, _("前加签（会签）：他们签完后我再办")), (SignPlace.AFTER, _("后加签：我办完后他们依次签")),
                 (SignPlace.BESIDE, _("并加签：与正在会签的人一起签"))],
    )  # fmt: skip
    rule = forms.ChoiceField(
        label=_("多少人签后继续"), widget=forms.RadioSelect, initial=RuleKind.ALL,
        choices=[(RuleKind.ALL, _("全部")), (RuleKind.ANY, _("任一人")), (RuleKind.RATIO, _("达到比例")), (RuleKind.COUNT, _("达到人数"))],
        help_text=_("只用于前加签。"),
    )  # fmt: skip
    share = forms.IntegerField(
        label=_("比例或人数"), required=False, min_value=1, max_value=100, help_text=_("按比例时填百分数，例如 67。")
    )
    sequential = forms.BooleanField(
        label=_("依次签署"), required=False, help_text=_("按选择的顺序一个接一个；不勾选则同时。")
    )
    field_order = ("people", "others", "place", "rule", "share", "sequential", "opinion")

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        shared = values.get("rule") in {RuleKind.RATIO, RuleKind.COUNT}
        if shared and not values.get("share") and "share" not in self.errors:
            self.add_error("share", _("请填写比例或人数。"))
        return values

    def command(self, no: int) -> Command:
        values = self.cleaned_data
        place = SignPlace(values["place"])
        return commands.AddSign(
            no, self.named, place, _rule(values["rule"], values.get("share") or 1), bool(values["sequential"])
        )


def _rule(kind: str, share: int) -> Rule:
    if kind == RuleKind.RATIO:
        part = Fraction(share, 100)
        return Rule(RuleKind.RATIO, part.numerator, part.denominator)
    if kind == RuleKind.COUNT:
        return Rule(RuleKind.COUNT, share)
    return Rule(RuleKind.ANY) if kind == RuleKind.ANY else EVERYBODY


class CirculateForm(PeopleForm):
    field_order = ("people", "others", "opinion")

    def command(self, no: int) -> Command:
        return commands.Circulate(no, self.named)


class UrgeForm(VerbForm):
    opinion_label = _("催办内容")

    def command(self, no: int) -> Command:
        return commands.Urge(no, self.said)


class SuperviseForm(VerbForm):
    level = forms.ChoiceField(
        label=_("督办级别"), required=False, widget=forms.RadioSelect,
        choices=[("一般督办", _("一般督办")), ("重点督办", _("重点督办")), ("挂牌督办", _("挂牌督办")), ("", _("解除督办"))],
        initial="一般督办",
    )  # fmt: skip
    opinion_label = _("督办要求")
    field_order = ("level", "opinion")

    def command(self, no: int) -> Command:
        return commands.Supervise(no, self.cleaned_data["level"])


class SuspendForm(VerbForm):
    needs_opinion = True
    opinion_label = _("挂起原因")

    def command(self, no: int) -> Command:
        return commands.Suspend(no)


class ResumeForm(VerbForm):
    opinion_label = _("说明")

    def command(self, no: int) -> Command:
        return commands.Resume(no)


class TerminateForm(VerbForm):
    needs_opinion = True
    opinion_label = _("终止原因")

    def command(self, no: int) -> Command:
        return commands.Terminate(self.said)


class VoidForm(VerbForm):
    needs_opinion = True
    opinion_label = _("作废原因")

    def command(self, no: int) -> Command:
        return commands.Void(self.said)


class AddTaskForm(VerbForm):
    title = forms.CharField(label=_("任务"), max_length=120)
    to = SomebodyField(label=_("办理人"), posts=True, required=False, help_text=_("不填则由承办单位的人签收。"))
    opinion_label = _("说明")
    field_order = ("title", "to", "opinion")

    def command(self, no: int) -> Command:
        return commands.AddTask(self.cleaned_data["title"], self.cleaned_data["to"])


FORMS: dict[Verb, type[VerbForm]] = {
    Verb.COMPLETE: ChoosingForm,
    Verb.CLAIM: ClaimForm,
    Verb.RELEASE: ReleaseForm,
    Verb.RETURN: ReturnForm,
    Verb.WITHDRAW: WithdrawForm,
    Verb.REASSIGN: ReassignForm,
    Verb.DELEGATE: DelegateForm,
    Verb.END_DELEGATION: EndDelegationForm,
    Verb.ADD_SIGN: AddSignForm,
    Verb.DROP_SIGN: DropSignForm,
    Verb.CIRCULATE: CirculateForm,
    Verb.URGE: UrgeForm,
    Verb.SUPERVISE: SuperviseForm,
    Verb.SUSPEND: SuspendForm,
    Verb.RESUME: ResumeForm,
    Verb.TERMINATE: TerminateForm,
    Verb.VOID: VoidForm,
    Verb.ADD_TASK: AddTaskForm,
}
