"""Case types: what a domain says once about its cases."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from mingtang.lib.flow import Verb
from mingtang.lib.flow.commands import Command

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from mingtang.kernel.cases.models import Case
    from mingtang.kernel.cases.pages import CasePage, Link
    from mingtang.kernel.cases.queries.overview import Rows
    from mingtang.kernel.evidence.api import Actor

Narrowing = Callable[["Actor", "Case", Verb, str], str]
"""Called with actor, case, verb and node; answers why the verb is not his, "" when it is. It only ever narrows."""

Guard = Callable[["Actor", "Case", Command, str, str], Command]
"""Called with actor, locked case, command, node and opinion before a command of somebody is carried out. It answers the
command, perhaps with more variables, or raises Refused. It may read; what it writes belongs to handlers of facts."""

PageOf = Callable[["Actor", "Case", "Rows"], "CasePage"]
"""Called with the reader, the case and its rows: what the domain shows on the page of the case."""

Readers = Callable[["Actor"], "QuerySet[Any]"]
"""Called with an actor; answers the ids of cases, as a queryset of one column, that he may read as the domain says."""

Service = Callable[["Case", Mapping[str, Any], str], Mapping[str, Any]]
"""Called outside any transaction with the case, its variables and a key that stays the same when it is called again;
answers new variables. Raises ServiceFailed with an error code that the diagram may catch; anything else is retried."""


@dataclass(frozen=True)
class Move:
    """What a command has done to a case: the step it was about, and the steps that are open now."""

    actor: "Actor"
    case: "Case"
    command: str
    node: str
    outcome: str
    open_nodes: tuple[str, ...]
    opening: bool
    now: datetime

    @property
    def ended(self) -> bool:
        return self.case.ended_at is not None


Follower = Callable[[Move], None]
"""Called inside the transaction of every command, after it is written, so that what a domain shows of its cases never
lags behind them. What it costs, every command costs."""


@dataclass(frozen=True)
class StepWords:
    """What a domain says of a step: its outcomes (the first is the usual one), what the opinion is called (empty: none is
    asked for), for which outcomes it must be written, the page of the domain on which the step is done, if any, and whether
    it takes a signature although the diagram does not say so.
    """

    outcomes: tuple[str, ...] = ()
    ask: str = "意见"
    required: frozenset[str] = frozenset()
    door: "Callable[[Case], Link] | None" = None
    signed: bool = False


@dataclass(frozen=True)
class CaseType:
    """A kind of case that a domain registers.

    `process` is the key of its process; `numbering` the kind of official number, empty for none; `forms` maps nodes to
    form codes and `clocks` nodes to codes of limits, one or several, with "" for the whole case, beside what the diagram
    says itself; `interrupts` maps kinds of pauses, restarts and "extend" to the limits they concern, where not to all
    that know of them; `channel` names the variable that chooses between limits per channel; `retention` is the archive's code.

    `steps` are the words of steps; `guard` looks at every command of somebody, `follow` is told of every command that was
    carried out; `page` adds to the page of the case, which
    is its only one for officials; `readers` are those who may read it besides whom the cases themselves let in.
    """

    code: str
    label: str
    process: str
    numbering: str = ""
    forms: Mapping[str, str] = field(default_factory=dict)
    clocks: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    interrupts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    channel: str = "channel"
    policy: Narrowing | None = None
    follow: Follower | None = None
    letters: Mapping[str, str] = field(default_factory=dict)
    retention: str = ""
    icon: str = "briefcase"
    steps: Mapping[str, StepWords] = field(default_factory=dict)
    guard: Guard | None = None
    page: PageOf | None = None
    readers: Readers | None = None

    def limits_at(self, node: str) -> tuple[str, ...]:
        """The codes of the limits of a node, or with "" of the whole case."""
        codes = self.clocks.get(node, ())
        return (codes,) if isinstance(codes, str) else codes


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
