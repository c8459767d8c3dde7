"""Officials who fight over the same cases: run as a program in a node's environment.

python -m tests.proofs.fighting prepare CASES        draws a process, opens cases, prints their ids
python -m tests.proofs.fighting fight SEED LEDGER     completes whatever is open, told of in the ledger, until all has ended
python -m tests.proofs.fighting audit                 prints everything that is not as it must be
"""

import json
import os
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django

BRANCHES = 4


def prepare(number: int) -> None:
    """Officials of one organ, and cases with four branches, half of them with a timer that is overdue."""
    from django.utils import timezone

    from mingtang.kernel.cases.api import open_case
    from mingtang.kernel.cases.models import Errand
    from mingtang.kernel.cases.tests.desk import new_office

    office = new_office("争办局")
    clerks = [office[f"clerk{number}"] for number in range(3)]
    register()
    cases = [open_case(clerks[0], "fought", title=f"第{n}件", organ=office.organ) for n in range(number)]
    Errand.objects.filter(case__in=cases[::2], kind="timer").update(due_at=timezone.now())
    print(json.dumps([case.pk for case in cases]))


def register() -> None:
    from mingtang.kernel.cases.api import CaseType, register_case_type
    from mingtang.kernel.processes.api import install

    install("fought-over", "争办", process())
    register_case_type(CaseType("fought", "争办件", "fought-over"))


def process() -> bytes:
    """受理, four agencies at once with two steps each, 汇总; beside the agencies a timer that adds a 督办 once."""
    from mingtang.lib.flow.tests.drawing import Drawing, timer

    inside = Drawing()
    inside.node("startEvent", "s")
    inside.node("parallelGateway", "split")
    inside.node("parallelGateway", "join")
    inside.node("endEvent", "e")
    for branch in range(BRANCHES):
        inside.node("userTask", f"review{branch}")
        inside.node("userTask", f"check{branch}")
        inside.path("split", f"review{branch}", f"check{branch}", "join")
    inside.path("s", "split")
    inside.path("join", "e")
    drawing = Drawing()
    drawing.node("startEvent", "start")
    drawing.node("userTask", "accept")
    drawing.node("subProcess", "agencies", inside.inner())
    drawing.node("boundaryEvent", "limit", timer("P20WD"), attachedToRef="agencies", cancelActivity="false")
    drawing.node("userTask", "supervise")
    drawing.node("userTask", "sum")
    drawing.node("endEvent", "end")
    drawing.node("endEvent", "end2")
    drawing.path("start", "accept", "agencies", "sum", "end")
    drawing.path("limit", "supervise", "end2")
    return drawing.xml(key="fought-over")


def fight(seed: int, ledger: Path) -> None:
    """Complete, claim and run errands at random; what was acknowledged is written down at once."""
    from mingtang.kernel.cases.errands import run_due_errands
    from mingtang.kernel.cases.models import Case, Errand
    from mingtang.kernel.directory.actor import AccountActor
    from mingtang.kernel.directory.models import Appointment

    register()
    chance = random.Random(seed)
    people = [
        AccountActor(each.person.accounts.get(), appointment=each)
        for each in Appointment.objects.filter(organ__name="争办局").select_related("post", "person", "organ")
    ]
    with ledger.open("a", buffering=1) as book:
        while Case.objects.running().exists() or Errand.objects.filter(dead=False).exists():
            if chance.random() < 0.2:
                run_due_errands()
            else:
                strike(chance, people, book)


def strike(chance: random.Random, people: list[Any], book: Any) -> None:
    from django.db import OperationalError

    from mingtang.kernel.cases.api import NotPermitted, Refused, handle
    from mingtang.kernel.cases.models import Token
    from mingtang.lib.flow.commands import Claim, Command, Complete

    open_items = Token.objects.filter(life="A", kind="T", case__ended_at=None).values_list("case_id", "no")[:12]
    if not open_items:
        return
    case_id, no = chance.choice(list(open_items))
    actor = chance.choice(people)
    claims = chance.random() < 0.2
    command: Command = Claim(no, f"account:{actor.account_id}") if claims else Complete(no, "同意")
    key = f"{os.getpid()}-{chance.random()}"
    try:
        step = handle(actor, case_id, command, key=key)
        if chance.random() < 0.3:
            assert handle(actor, case_id, command, key=key).pk == step.pk
        book.write(f"{type(command).__name__} {case_id} {no} {step.pk}\n")
    except (Refused, NotPermitted) as refusal:
        book.write(f"refused {case_id} {no} {type(refusal).__name__}\n")
    except OperationalError as error:
        book.write(f"error {case_id} {no} {error!r}\n")


def audit() -> None:
    """Compare rows, history and evidence with one another and with the engine that plays the history again."""
    from django.db import connection

    from mingtang.kernel.cases.models import Case
    from mingtang.kernel.evidence.api import seal_pending, verify_chain

    register()
    while seal_pending():
        pass
    verdict = verify_chain()
    faults = [] if verdict.holds and not verdict.waiting else [f"chain: {verdict}"]
    for case in Case.objects.filter(type="fought"):
        faults += [f"case {case.pk}: {fault}" for fault in faults_of(case)]
    with connection.cursor() as cursor:
        for table in ("cases_candidate", "cases_errand"):
            cursor.execute(f"SELECT count(*) FROM {table}")
            left = cursor.fetchone()[0]
            faults += [f"{left} rows left in {table}"] if left else []
    print(json.dumps(faults))


def faults_of(case: Any) -> Iterator[str]:
    from mingtang.kernel.cases.models import Step, Token
    from mingtang.kernel.evidence.models import Record

    if case.status != "completed":
        yield f"is {case.status}"
    done = Counter(Token.objects.filter(case=case, kind="T", life="D").values_list("node", flat=True))
    expected = {"accept", "sum", *(f"{word}{n}" for word in ("review", "check") for n in range(BRANCHES))}
    if any(done[node] != 1 for node in expected) or done["supervise"] > 1:
        yield f"nodes done {dict(done)}"
    steps = list(Step.objects.filter(case=case).order_by("id"))
    records = Record.objects.filter(object_type="cases.case", object_id=str(case.pk), outcome="done").count()
    if records != len(steps):
        yield f"{len(steps)} steps but {records} records"
    yield from differences(case, steps)


def differences(case: Any, steps: list[Any]) -> Iterator[str]:
    """The stored rows against what the pure engine makes of the history."""
    from mingtang.kernel.cases.queries.standing import state_of
    from mingtang.kernel.processes.api import net_of
    from mingtang.lib.flow import State, apply, commands, step

    net, state = net_of(case.version_id), State(past={})
    for each in steps:
        kind = getattr(commands, each.command)
        given = {"Complete": (each.no, each.outcome), "Claim": (each.no, f"account:{each.account_id}"), "Start": ()}
        command = kind(*given.get(each.command, (each.no,)))
        if each.command == "Complete":
            token = state.live[each.no]
            state.live[each.no] = token._replace(holder=token.holder or f"account:{each.account_id}")
        state = apply(state, step(net, state, command, each.at))
    stored = state_of(case, past=True)
    for no in sorted({*state.past, *stored.past}):
        if state.past.get(no) != stored.past.get(no):
            yield f"row {no} is {stored.past.get(no)}, the history says {state.past.get(no)}"


if __name__ == "__main__":
    django.setup()
    what, *given = sys.argv[1:]
    if what == "prepare":
        prepare(int(given[0]))
    elif what == "fight":
        fight(int(given[0]), Path(given[1]))
    else:
        audit()
