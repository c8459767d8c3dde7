"""并联审批 for benchmarks: the process, what people say in it, and one official who does everything, with clocks."""

from typing import Any

CASE_TYPE = "bench-approval"
FACTS: dict[str, Any] = {
    "accept": "yes",
    "decision": "grant",
    "form": {"applicant": "某某市某某科技有限公司", "invest": 35_000_000, "reason": "企业扩建，需要办理并联审批。" * 4},
    "materials": [{"code": f"M{n:02d}", "name": f"材料名称第{n}项说明", "file": f"{n * 7919:064x}", "ok": True} for n in range(8)],
}  # fmt: skip
"""About 2 KB."""


def prepare_office() -> tuple[Any, Any]:
    """The organ and the actor; the process with a clock on the case, on 受理 and on 决定."""
    from flow_engine import approval

    from mingtang.kernel.cases.api import CaseType, register_case_type
    from mingtang.kernel.cases.tests.desk import employ
    from mingtang.kernel.directory.models import Organ, Region, Unit
    from mingtang.kernel.processes.api import install

    install("bench-approval", "并联审批", approval())
    clocks = {"": "services.decision", "accept": "services.acceptance", "decide": "services.decision"}
    register_case_type(CaseType(CASE_TYPE, "并联审批", "bench-approval", clocks=clocks))
    organ = Organ.objects.filter(name="审批局").first()
    if organ is None:
        region, _ = Region.objects.get_or_create(code="51", defaults={"name": "某省", "level": 1})
        organ = Organ.objects.create(name="审批局", branch="government", region=region, path="/1/")
        Unit.objects.create(organ=organ, name="审批科")
    from mingtang.kernel.directory.actor import AccountActor
    from mingtang.kernel.directory.models import Appointment

    known = Appointment.objects.filter(organ=organ).select_related("post", "person", "organ").first()
    if known is None:
        return organ, employ(organ, organ.units.get(), "审批员")
    return organ, AccountActor(known.person.accounts.get(), appointment=known)


class Ours:
    """One whole case through `cases.api`: opened, 14 items found and completed; 15 commands."""

    commands = 15

    def __init__(self) -> None:
        self.organ, self.actor = prepare_office()

    def open(self) -> int:
        from mingtang.kernel.cases.api import open_case

        case = open_case(self.actor, CASE_TYPE, title="并联审批", organ=self.organ, vars=FACTS)
        return int(case.pk)

    def open_item(self, case: int) -> int | None:
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT no FROM cases_token WHERE case_id = %s AND life = 'A' AND kind = 'T' ORDER BY no LIMIT 1",
                [case],
            )
            row = cursor.fetchone()
        return row[0] if row else None

    def complete(self, case: int, no: int, **facts: Any) -> None:
        from mingtang.kernel.cases.api import handle
        from mingtang.lib.flow.commands import Complete

        handle(self.actor, case, Complete(no, "同意", facts), opinion="经审查，材料齐全，符合法定形式，同意。")

    def unit(self) -> None:
        case = self.open()
        while (no := self.open_item(case)) is not None:
            self.complete(case, no)


class Spiffs:
    """The same with SpiffWorkflow, stored as its documentation says: the whole workflow, specification and tasks, as one
    JSON document that every command reads, restores, runs and writes back.

    It is let off all else that ours does: no permission, candidates, list of work, clock, history or evidence; what to
    do next is asked of the workflow that was run last. A command is one SELECT … FOR UPDATE and one UPDATE.
    """

    commands = 15

    def __init__(self) -> None:
        from flow_engine import approval, specifications
        from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer

        self.specs = specifications(approval())
        self.serializer = BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure())

    @staticmethod
    def create_tables(run: Any) -> None:
        from django.db import connection

        key = "bigserial" if connection.vendor == "postgresql" else "integer"
        run(f"CREATE TABLE spiff_case (id {key} PRIMARY KEY, state text, status char(1))")

    def unit(self) -> None:
        from django.db import connection

        with connection.cursor() as cursor:
            case, task = self._open(cursor)
            while task is not None:
                task = self._complete(cursor, case, task)

    def _open(self, cursor: Any) -> tuple[int, Any]:
        from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
        from SpiffWorkflow.util.task import TaskState

        flow = BpmnWorkflow(*self.specs)
        for task in flow.get_tasks(state=TaskState.READY):
            task.data.update(FACTS)
        flow.do_engine_steps()
        state = self.serializer.serialize_json(flow)
        cursor.execute("INSERT INTO spiff_case (state, status) VALUES (%s, 'A') RETURNING id", [state])
        return int(cursor.fetchone()[0]), self._next(flow)

    def _complete(self, cursor: Any, case: int, number: Any) -> Any:
        from django.db import connection, transaction

        lock = " FOR UPDATE" if connection.vendor == "postgresql" else ""
        with transaction.atomic():
            cursor.execute(f"SELECT state FROM spiff_case WHERE id = %s{lock}", [case])
            flow = self.serializer.deserialize_json(cursor.fetchone()[0])
            task = flow.get_task_from_id(number)
            task.data.update({"opinion": "经审查，材料齐全，符合法定形式，同意。"})
            task.run()
            flow.do_engine_steps()
            cursor.execute(
                "UPDATE spiff_case SET state = %s, status = %s WHERE id = %s",
                [self.serializer.serialize_json(flow), "D" if flow.is_completed() else "A", case],
            )
        return self._next(flow)

    @staticmethod
    def _next(flow: Any) -> Any:
        """The id of the task to do next."""
        from SpiffWorkflow.util.task import TaskState

        return next((task.id for task in flow.get_tasks(state=TaskState.READY, manual=True)), None)


class ThreeStatements:
    """What a database can do at most: lock a row, change it, add one to a history. One command."""

    commands = 1

    def __init__(self) -> None:
        self.number = 0

    @staticmethod
    def create_tables(run: Any) -> None:
        run("CREATE TABLE raw3 (id integer PRIMARY KEY, bal integer)")
        run("CREATE TABLE raw3h (id integer, d integer)")
        run(f"INSERT INTO raw3 VALUES {', '.join(f'({n}, 0)' for n in range(1, 1001))}")

    def unit(self) -> None:
        """The same on SQLite, without Django: pgbench speaks PostgreSQL only."""
        from django.db import connection

        self.number = self.number % 1000 + 1
        raw = connection.connection
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("SELECT bal FROM raw3 WHERE id = ?", [self.number]).fetchall()
        raw.execute("UPDATE raw3 SET bal = bal + 1 WHERE id = ?", [self.number])
        raw.execute("INSERT INTO raw3h (id, d) VALUES (?, 1)", [self.number])
        raw.execute("COMMIT")
