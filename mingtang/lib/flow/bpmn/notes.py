"""Collects everything that is wrong, so that a designer learns it all at once."""

from collections.abc import Callable
from typing import TypeVar

from mingtang.lib.flow.bpmn.faults import Fault
from mingtang.lib.flow.bpmn.xml import Element
from mingtang.lib.flow.conditions import Condition, ConditionError
from mingtang.lib.flow.net import Text

_Value = TypeVar("_Value")


class Notes:
    """The faults found so far. Reading goes on after each."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def add(self, element: Element, message: str) -> None:
        """Note that something is wrong at `element` or the nearest element around it that has an id."""
        named: Element | None = element
        while named is not None and not named.get("id"):
            named = named.getparent()
        self.faults.append(Fault("" if named is None else str(named.get("id")), message, element.sourceline or 0))

    def attempt(self, element: Element, read: Callable[[], _Value], subject: str) -> _Value | None:
        """What `read` gives, or None with a fault about `subject` when it raises ValueError."""
        try:
            return read()
        except ValueError as error:
            self.add(element, f"{subject}：{error}")
            return None

    def condition(self, element: Element, text: str, subject: str) -> Condition | None:
        """The condition `text`, None when it is empty or wrong."""
        if not text:
            return None
        try:
            return Condition(text)
        except ConditionError as error:
            self.add(element, f"{subject}写得不对：{error}")
            return None

    def text(self, element: Element, text: str, subject: str) -> Text:
        """A text, or with a leading `=` a value."""
        if text.startswith("="):
            return Text(value=self.condition(element, text[1:].strip(), subject))
        return Text(text)
