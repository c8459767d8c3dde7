"""What messages are about, as apps declare it; people choose the channels of each topic."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Topic:
    """A topic with the outward channels (`sms`, `mail`) it uses unless a person chooses otherwise."""

    code: str
    label: Any
    channels: frozenset[str] = frozenset()


_DECLARED: dict[str, Topic] = {}


def declare_topic(code: str, label: Any, *, channels: tuple[str, ...] = ()) -> Topic:
    """Declare a topic. Raises ValueError when another one has the code."""
    topic = Topic(code, label, frozenset(channels))
    if _DECLARED.setdefault(code, topic) != topic:
        raise ValueError(f"topic {code} is declared twice")
    return topic


def declared_topics() -> list[Topic]:
    """All topics, in the order of their declaration."""
    return list(_DECLARED.values())


def find_topic(code: str) -> Topic:
    """The topic with this code. Raises KeyError when nobody has declared it."""
    return _DECLARED[code]


def label_of(code: str) -> str:
    """The label of a topic; its code where the app that declared it is gone."""
    return str(_DECLARED[code].label) if code in _DECLARED else code


ACCOUNT = declare_topic("account", _("账号与安全"), channels=("sms",))
OPERATION = declare_topic("operation", _("平台运行"))
