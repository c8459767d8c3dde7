"""What a domain says to a verb before it is carried out, whichever way it came: page, list, API."""

from dataclasses import replace

from mingtang.kernel.cases.case_types import StepWords, case_type
from mingtang.kernel.cases.models import Case
from mingtang.kernel.evidence.api import SYSTEM, Actor
from mingtang.lib.flow import Refused
from mingtang.lib.flow.commands import Command, Complete


def guarded(actor: Actor, case: Case, command: Command, node: str, opinion: str) -> Command:
    """The command as the case type lets it pass, perhaps with more variables. Raises Refused with why it does not."""
    if actor is SYSTEM:
        return command
    kind = case_type(case.type)
    words = kind.steps.get(node)
    if words is not None and isinstance(command, Complete):
        command = _in_words(words, command, opinion)
    return kind.guard(actor, case, command, node, opinion) if kind.guard else command


def named(words: StepWords, command: Complete) -> Complete:
    """The command with its outcome: a single one need not be named."""
    if len(words.outcomes) == 1 and not command.outcome:
        return replace(command, outcome=words.outcomes[0])
    return command


def _in_words(words: StepWords, command: Complete, opinion: str) -> Complete:
    """Only the outcomes of the step, with the text that each requires."""
    command = named(words, command)
    if words.outcomes and command.outcome not in words.outcomes:
        raise Refused("outcome", f"请选择处理结果：{'、'.join(words.outcomes)}。")
    if command.outcome in words.required and not opinion.strip():
        raise Refused("opinion", f"请填写{words.ask}。")
    return command
