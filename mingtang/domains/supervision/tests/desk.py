"""Quick ways to supervise in tests: propose, and do the open steps as whoever may."""

from datetime import date
from typing import Any

from mingtang.domains.supervision.api import (
    ItemDetails,
    SupervisedItem,
    complete,
    report,
    save_draft,
    send_back,
    submit,
)
from mingtang.kernel.cases.api import Token
from mingtang.kernel.cases.errands import run_due_errands
from mingtang.kernel.forms.api import published
from tests.world import World

SUPERVISOR, HEAD = "supervision-head", "secretary-general"
HOUSING, COUNTY = "housing-bureau", "county-government"
LEADERS = {HOUSING: "housing-director", COUNTY: "county-governor"}


class Desk:
    """The supervising office of the world."""

    def __init__(self, world: World) -> None:
        self.world = world

    def propose(
        self, *joint: str, title: str = "积水点整治", due_on: date | None = None, **more: Any
    ) -> SupervisedItem:
        """A submitted item: the housing bureau leads, `joint` organs help."""
        return submit(self.world.actor(SUPERVISOR), self.draft(*joint, title=title, due_on=due_on, **more))

    def draft(self, *joint: str, title: str = "积水点整治", due_on: date | None = None, **more: Any) -> SupervisedItem:
        details = ItemDetails(
            title=title,
            source=more.pop("source", "leader_instruction"),
            basis="批示",
            content="查清成因，限期整治。",
            lead=self.world.organ(HOUSING),
            joint=[self.world.organ(key) for key in joint],
            due_on=due_on,
            **more,
        )
        return save_draft(self.world.actor(SUPERVISOR), details)

    def assigned(self, *joint: str, **more: Any) -> SupervisedItem:
        """An approved item that its organs have."""
        item = self.propose(*joint, **more)
        self.do(item, HEAD, "approve", "同意立项")
        return self.fresh(item)

    def do(self, item: SupervisedItem, who: str, node: str, outcome: str, opinion: str = "") -> None:
        """Complete an open step as somebody, and let the worker do what follows."""
        actor = self.world.actor(who)
        row = self.row(item, node, actor.organ_id)
        complete(actor, row.case, row.no, node, outcome=outcome, opinion=opinion)
        self.work_off()

    def row(self, item: SupervisedItem, node: str, organ_id: int | None) -> Token:
        requests = [
            *item.extensions.values_list("case_id", flat=True),
            *item.releases.values_list("case_id", flat=True),
        ]
        cases = [item.case_id, *requests]
        rows = Token.objects.filter(case__in=cases, node=node, life="A", organ=organ_id)
        return rows.select_related("case").earliest("born")

    def report(self, item: SupervisedItem, organ: str, text: str = "已办结。") -> None:
        """Sign if that is still to be done, report, and hand up."""
        leader = self.world.actor(LEADERS[organ])
        if self.open(item, "sign", organ):
            self.do(item, LEADERS[organ], "sign", "签收")
        row = self.row(item, "handle", leader.organ_id)
        answers = {"percent": 100, "content": text}
        report(leader, item, row.no, "handle", answers, form_version=published("supervision-report", item.organ_id).pk)
        self.do(item, LEADERS[organ], "check", "同意上报")

    def send_back(self, item: SupervisedItem, organ: str, opinion: str = "请补充照片。") -> None:
        supervisor = self.world.actor(SUPERVISOR)
        no = self.row(item, "verify", supervisor.organ_id).no
        send_back(supervisor, item, no, self.world.organ(organ).pk, opinion)

    def open(self, item: SupervisedItem, node: str, organ: str) -> bool:
        return Token.objects.filter(case=item.case_id, node=node, life="A", organ=self.world.organ(organ)).exists()

    def work_off(self) -> None:
        while run_due_errands():
            pass

    def fresh(self, item: SupervisedItem) -> SupervisedItem:
        """The item as its pages read it."""
        found: SupervisedItem = SupervisedItem.objects.staged().get(pk=item.pk)
        return found
