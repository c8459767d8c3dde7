"""Case types: what a domain says once about its cases."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mingtang.lib.flow import Verb

if TYPE_CHECKING:
    from mingtang.kernel.cases.models import Case
    from mingtang.kernel.evidence.api import Actor

Narrowing = Callable[["Actor", "Case", Verb, str], str]
"""Called with actor, case, verb and node; answers why the verb is not his, "" when it is. It only ever narrows."""

Service = Callable[["Case", Mapping[str, Any], str], Mapping[str, Any]]
"""Called outside any transaction with the case, its variables and a key that stays the same when it is called again;
answers new variables. Raises ServiceFailed with an error code that the diagram may catch; anything else is retried."""


@dataclass(frozen=True)
class CaseType:
    """A kind of case that a domain registers.

    `process` is the key of its process; `numbering` the kind of official number, empty for none; `forms` maps nodes to
    form codes and `clocks` nodes to codes of limits, with "" for the whole case, beside what the diagram says itself;
    `channel` names the variable that chooses between limits per channel; `retention` is the archive's code.
    """

    code: str
    label: str
    process: str
    numbering: str = ""
    forms: Mapping[str, str] = field(default_factory=dict)
    clocks: Mapping[str, str] = field(default_factory=dict)
    channel: str = "channel"
    policy: Narrowing | None = None
    letters: Mapping[str, str] = field(default_factory=dict)
    retention: str = ""
    icon: str = "briefcase"
    page: str = ""


class ServiceFailed(Exception):
    """The service answers with an error; its code is what error events of the diagram are named."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


_types: dict[str, CaseType] = {}
_services: dict[str, Service] = {}


def register_case_type(case_type: CaseType) -> None:
    """Make cases of a type possible. Raises ValueError when another type has the code."""
    known = _types.setdefault(case_type.code, case_type)
    if known != case_type:
        raise ValueError(f"case type {case_type.code} is registered twice")


def case_types() -> tuple[CaseType, ...]:
    """All types, by code."""
    return tuple(_types[code] for code in sorted(_types))


def case_type(code: str) -> CaseType:
    """The type with this code; one that nobody registers any more still has its label, so that old cases can be read."""
    return _types.get(code) or CaseType(code, code, "")


def type_of_process(key: str) -> CaseType | None:
    """The type whose cases run on the process `key`."""
    return next((each for each in case_types() if each.process == key), None)


def answer_service(name: str, service: Service) -> None:
    """Say who answers service tasks that call `name`."""
    _services[name] = service


def service_named(name: str) -> Service | None:
    """Who answers `name`."""
    return _services.get(name)
