"""Names that diagrams may call: rules and services that domains register, and published decision tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mingtang.lib.flow.vocabulary import Rule


@dataclass(frozen=True)
class Service:
    """Something done outside the step, answered later. `label` is what designers read."""

    name: str
    label: str


_rules: dict[str, tuple[str, Rule]] = {}
_services: dict[str, Service] = {}


def register_rule(name: str, label: str, rule: Rule) -> None:
    """Let script and business rule tasks call `rule`, a pure function from variables to new variables."""
    _rules[name] = (label, rule)


def register_service(name: str, label: str) -> None:
    """Let service and send tasks call `name`; the cases know who answers."""
    _services[name] = Service(name, label)


def registered_rules() -> Mapping[str, Rule]:
    """Rules by name."""
    return {name: rule for name, (_label, rule) in _rules.items()}


def registered_services() -> frozenset[str]:
    """Names of services."""
    return frozenset(_services)


def offered_names() -> dict[str, list[tuple[str, str]]]:
    """What the designer offers to call: pairs of name and label, for rules and services."""
    return {
        "rules": sorted((name, label) for name, (label, _rule) in _rules.items()),
        "services": sorted((service.name, service.label) for service in _services.values()),
    }


def no_answer(_data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Stands for a rule whose name alone matters."""
    return {}
