"""A joint matter of four organs in tests: the lead houses it, each branch has its own people."""

from typing import Any

from mingtang.domains.services.applications import api
from mingtang.domains.services.applications.actions import distributing, joint_deciding
from mingtang.domains.services.applications.actions.joint_opening import compile_joint
from mingtang.domains.services.applications.models import Application
from mingtang.domains.services.applications.tests.desk import Desk
from mingtang.domains.services.catalogue.models import ServiceItem
from tests.world import World

LEAD = "housing-bureau"
WINDOW_CLERK = "window-clerk"
PEOPLE = {
    "drawing": ("drawing-reviewer", "drawing-review-director"),
    "fire": ("fire-design-officer", "fire-commander"),
    "planning": ("land-use-officer", "natural-resources-director"),
    "permit": ("permit-officer", "housing-director"),
}
"""Who handles and who decides each branch."""
ORGANS = {
    "drawing": "drawing-review-centre", "fire": "fire-brigade", "planning": "natural-resources-bureau", "permit": LEAD,
}  # fmt: skip
CODE = "11990100009901008H3000117022000"


def joint_document(world: World, **more: Any) -> dict[str, Any]:
    """Drawings before fire, all before the permit, an opinion beside them; fire only for special buildings."""
    rows: list[dict[str, Any]] = [
        {"branch_key": "drawing", "branch_title": "施工图审查", "branch_kind": "technical", "branch_day": 7},
        {"branch_key": "fire", "branch_title": "消防设计审查", "branch_after": "drawing", "branch_day": 5,
         "branch_statutory": 15, "branch_when": 'special = "yes"'},
        {"branch_key": "planning", "branch_title": "规划意见", "branch_kind": "opinion", "branch_day": 3},
        {"branch_key": "permit", "branch_title": "施工许可", "branch_after": "drawing、fire、planning", "branch_day": 3},
    ]  # fmt: skip
    for row in rows:
        row["branch_dept"] = world.organ(ORGANS[row["branch_key"]]).credit_code
    return {
        "task_name": "施工许可并联审批", "task_type": "01", "project_type": "2", "promise_day": 15,
        "promise_type": "working_days", "clock_code": "services.joint_decision", "branches": rows,
        "by_law": [{"law_name": "建筑法", "article": "第七条"}],
        "scenario_questions": [{"question_key": "special", "question_text": "特殊工程"}],
        "scenario_options": [
            {"question_key": "special", "option_value": "yes", "option_label": "是"},
            {"question_key": "special", "option_value": "no", "option_label": "否"},
        ],
        **more,
    }  # fmt: skip


class JointDesk(Desk):
    """The organs of a joint matter, and quick ways through it."""

    def __init__(self, world: World, **more: Any) -> None:
        super().__init__(world, LEAD)
        self.joint = ServiceItem.objects.filter(code=CODE).first() or self._offered(joint_document(world, **more))

    def _offered(self, document: dict[str, Any]) -> ServiceItem:
        item = self.offer(document, CODE)
        assert item.in_force is not None
        compile_joint(item, item.in_force)
        return item

    @property
    def window(self) -> Any:
        return self.world.organ("service-bureau")

    def applied(self, special: str = "yes") -> Application:
        """Received and distributed; every organ of a branch has its first look before it."""
        actor: Any = self.world.actor("citizen")
        draft = api.begin_draft(actor, self.joint, {"special": special})
        Application.objects.filter(pk=draft.pk).update(window=self.window)
        draft.window = self.window
        application = self.fresh(api.submit(actor, draft))
        api.receive(self.world.actor(WINDOW_CLERK), application, self.no(application, "receive"))
        self.work_off()
        return self.fresh(application)

    def complete_all(self, application: Application, *but: str) -> None:
        """Nothing is missing in any branch, but in those named the drawings are."""
        for key in application.case.vars["active"]:
            part, no, actor = self.part(application, key), self.no(application, f"defects_{key}"), self.handler(key)
            if key in but:
                distributing.report_defects(actor, part, no, [api.Missing(f"{key} 图纸", "请补齐")])
            else:
                distributing.find_complete(actor, part, no)

    def running(self, special: str = "yes") -> Application:
        """Nothing is missing."""
        application = self.applied(special)
        self.complete_all(application)
        return self.fresh(application)

    def accept(self, application: Application, key: str) -> None:
        api.accept(self.handler(key), self.part(application, key), self.no(application, f"accept_{key}"))

    def decide(self, application: Application, key: str, *, granted: bool = True) -> None:
        """Accepted, reviewed, checked and decided."""
        if f"accept_{key}" in self.open(application):
            self.accept(application, key)
        for node, who, outcome in (("review", 0, "提交"), ("check", 1, "同意")):
            actor = self.checker(key) if node == "check" else self.world.actor(PEOPLE[key][who])
            no = self.no(application, f"{node}_{key}")
            api.review(actor, self.part(application, key), no, outcome, "符合条件。")
        told = api.Decision(granted, "经审查符合条件。", "建筑法第八条", "" if granted else "消防车道不符合规范。")
        api.decide(
            self.world.actor(PEOPLE[key][1]), self.part(application, key), self.no(application, f"decide_{key}"), told
        )

    def opine(self, application: Application, outcome: str = "同意", reason: str = "") -> None:
        part, no = self.part(application, "planning"), self.no(application, "opine_planning")
        joint_deciding.opine(self.handler("planning"), part, no, outcome, reason)

    def conclude(self, application: Application) -> None:
        no = self.no(application, "conclude")
        joint_deciding.conclude(self.handler("permit"), application, no, "各部门已经分别作出决定。")

    def handler(self, key: str) -> Any:
        return self.world.actor(PEOPLE[key][0])

    def checker(self, key: str) -> Any:
        return self.world.actor("permit-reviewer" if key == "permit" else PEOPLE[key][1])

    def states(self, application: Application) -> dict[str, str]:
        """The state of each part by its branch."""
        return dict(application.parts.values_list("branch", "state"))
