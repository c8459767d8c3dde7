"""A small office for tests of cases: processes drawn in a line, officials of one organ, and quick ways to act."""

from dataclasses import dataclass, field
from typing import Any

from mingtang.kernel.cases.api import Case, CaseType, Token, handle, open_case, register_case_type
from mingtang.kernel.directory.actor import AccountActor
from mingtang.kernel.directory.models import Account, Appointment, Organ, Person, Post, Region, Unit
from mingtang.kernel.processes.api import install
from mingtang.lib.flow import Kind
from mingtang.lib.flow.commands import Complete
from mingtang.lib.flow.tests.drawing import Drawing


@dataclass
class Office:
    """An organ with a unit, and officials by the name of their post; `office["clerk"]` is an actor."""

    organ: Organ
    unit: Unit
    people: dict[str, AccountActor] = field(default_factory=dict)

    def __getitem__(self, post: str) -> AccountActor:
        if post not in self.people:
            self.people[post] = employ(self.organ, self.unit, post)
        return self.people[post]

    def run(self, drawing: Drawing | bytes, *, actor: str = "clerk", key: str = "p", **facts: Any) -> Case:
        """Install a drawn process, register a type for it, and open a case."""
        kind = facts.pop("kind", {})
        xml = drawing.xml(key=key) if isinstance(drawing, Drawing) else drawing
        code = type_for(key, xml, **kind)
        return open_case(self[actor], code, title="事项", organ=self.organ, unit=facts.pop("unit", None), vars=facts)


def type_for(key: str, xml: bytes, **kind: Any) -> str:
    """A case type for exactly this process; processes of tests differ, their types must too."""
    from hashlib import sha256

    code = f"t-{sha256(xml + repr(sorted(kind.items(), key=str)).encode()).hexdigest()[:12]}"
    process = f"{key}-{code[2:]}"
    install(process, "流程", xml)
    register_case_type(CaseType(code, "试验", process, **kind))
    return code


def employ(organ: Organ, unit: Unit | None, name: str) -> AccountActor:
    post, _ = Post.objects.get_or_create(organ=organ, unit=unit, name=name)
    person = Person.objects.create(name=name)
    account = Account.objects.create(
        login=f"{name}-{organ.pk}-{person.pk}", kind="official", person=person, state="active", organ=organ
    )
    appointment = Appointment.objects.create(person=person, post=post, organ=organ, start="2020-01-01")
    return AccountActor(account, appointment=appointment)


def new_office(name: str = "甲局") -> Office:
    region, _ = Region.objects.get_or_create(code="51", defaults={"name": "某省", "level": 1})
    organ = Organ.objects.create(name=name, branch="government", region=region, path="/")
    organ.path = f"/{organ.pk}/"
    organ.save(update_fields=["path"])
    return Office(organ, Unit.objects.create(organ=organ, name="办公室"))


def work(case: Case) -> list[str]:
    """The open items of a case, by node or title."""
    rows = Token.objects.filter(case=case, life="A", kind=Kind.WORK.value).order_by("node", "no")
    return [row.node or row.title for row in rows]


def item(case: Case, node: str, holder: str = "") -> int:
    """The number of the oldest open item at a node."""
    rows = Token.objects.filter(case=case, life="A", kind=Kind.WORK.value).order_by("no")
    rows = rows.filter(node=node) | rows.filter(title=node)
    return (rows.filter(holder=holder) if holder else rows).first().no


def complete(actor: AccountActor, case: Case, node: str, outcome: str = "", **facts: Any) -> Any:
    return handle(actor, case.pk, Complete(item(case, node), outcome, facts))
