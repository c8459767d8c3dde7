"""Verdicts in words for everybody: what an outcome means, and what to do then."""

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from mingtang.lib.verdicts import Outcome, Step


class Words(NamedTuple):
    """`tone` is that of the design system."""

    title: Any  # a text in the language of the reader, as are the next two
    means: Any
    advice: Any
    tone: str


OUTCOMES: dict[Outcome | None, Words] = {
    Outcome.VALID: Words(
        _("核验通过"),
        _("文件由下面所列的单位或者个人签署，签署以后没有改动，现在仍然有效。"),
        _("可以使用。请看清是谁签署的，是不是该由它出具这份文件。"),
        "good",
    ),
    Outcome.VALID_THEN: Words(
        _("核验通过，签署时有效"),
        _("签署时一切有效，时间有证明；签署人的证书后来到期或者注销，不影响这份文件。"),
        _("可以使用。请看清是谁签署的，以及文件自己写明的有效期。"),
        "good",
    ),
    Outcome.UNKNOWN: Words(
        _("不能断定"),
        _("没有发现伪造或者改动，但是有的情况查不到，不足以证明文件有效。"),
        _("请看标着“查不到”的步骤。可以稍后再试，或者向出具单位核实；办理重要事项之前不要仅凭这份文件。"),
        "warn",
    ),
    Outcome.INVALID: Words(
        _("核验不通过"),
        _("文件被改动过，或者签名、印章不能相信。"),
        _("不要据此办理。请向出具单位核实，或者请它重新提供原文件。"),
        "danger",
    ),
    None: Words(
        _("没有电子签名"),
        _("这个文件里没有电子签名，也没有电子印章，看不出是谁出具的、有没有改动。"),
        _("请索取带电子印章的原文件。打印后扫描、截图、另存的文件，都不能核验。"),
        "warn",
    ),
}

_MARKS = {True: ("pass", _("通过")), None: ("warn", _("查不到")), False: ("block", _("不通过"))}
_REMARK = ("warn", _("说明"))


def checks_of(steps: tuple[Step, ...]) -> list[dict[str, Any]]:
    """Steps for the component `check-list`; what does not weigh is a remark."""
    marked = [(step, _MARKS[step.passed] if step.weighs or step.passed else _REMARK) for step in steps]
    return [{"state": state, "mark": mark, "text": step.says} for step, (state, mark) in marked]
