"""Quick ways to apply and to handle in tests: a citizen files, and whoever may does the open step."""

from typing import Any

from django.utils import timezone

from mingtang.domains.services.applications import api
from mingtang.domains.services.applications.models import Application, Part
from mingtang.domains.services.catalogue.models import ItemVersion, ServiceItem
from mingtang.kernel.cases.api import Token
from mingtang.kernel.cases.errands import run_due_errands
from mingtang.kernel.directory.models import Account
from tests.world import World

ORGAN = "district-market-bureau"
CLERK, HANDLER, CHECKER, DECIDER = (
    "district-window-clerk",
    "district-food-officer",
    "district-food-head",
    "district-market-director",
)
DOCUMENT: dict[str, Any] = {
    "task_name": "食品经营许可（餐饮服务）新办",
    "task_type": "01",
    "project_type": "2",
    "by_law": [{"law_name": "食品安全法", "article": "第三十五条"}],
    "promise_day": 7,
    "promise_type": "working_days",
    "anticipate_day": 10,
    "anticipate_type": "working_days",
    "process_key": "service-promised",
    "litigation_court": "和源市澄江区人民法院",
    "review_dept": "澄江区人民政府",
}
CODE = "11990102MB0A1234204000131004000"


class Desk:
    """A market bureau with one item, and the people around it."""

    def __init__(self, world: World, organ: str = ORGAN) -> None:
        self.world, self.organ = world, organ
        self.item = ServiceItem.objects.filter(code=CODE).first() or self.offer(DOCUMENT)
        Account.objects.filter(pk=world.account("citizen").pk).update(assurance=Account.Assurance.VERIFIED)

    def offer(self, document: dict[str, Any], code: str = CODE) -> ServiceItem:
        """An item in force."""
        item = ServiceItem(organ=self.world.organ(self.organ), code=code, task_code=code, name=document["task_name"])
        item.save()
        version = ItemVersion.objects.create(
            item=item, number=1, document=document, digest=ItemVersion.digest_of(document),
            state=ItemVersion.State.PUBLISHED, saved_at=timezone.now(),
        )  # fmt: skip
        item.state, item.in_force = ServiceItem.State.PUBLISHED, version
        item.save()
        return item

    @property
    def window(self) -> Any:
        return self.world.organ("district-service-bureau")

    def drafted(self, item: ServiceItem | None = None, who: str = "citizen") -> Application:
        """A draft, to be received at the window of the district."""
        actor: Any = self.world.actor(who)
        draft = api.begin_draft(actor, item or self.item, {})
        Application.objects.filter(pk=draft.pk).update(window=self.window)
        draft.window = self.window
        return draft

    def filed(self, item: ServiceItem | None = None, who: str = "citizen") -> Application:
        """A submitted application."""
        actor: Any = self.world.actor(who)
        return self.fresh(api.submit(actor, self.drafted(item, who)))

    def received(self, filed: Application | None = None) -> Application:
        application = filed or self.filed()
        api.receive(self.world.actor(CLERK), application, self.no(application, "receive"))
        return self.fresh(application)

    def accepted(self, filed: Application | None = None) -> Application:
        application = self.received(filed)
        api.accept(self.world.actor(HANDLER), self.part(application), self.no(application, "accept"))
        return self.fresh(application)

    def reviewed(self, filed: Application | None = None) -> Application:
        """An application that waits for its decision."""
        application = self.accepted(filed)
        for node, who, outcome in (("review", HANDLER, "提交"), ("check", CHECKER, "同意")):
            api.review(self.world.actor(who), self.part(application), self.no(application, node), outcome, "符合条件。")
        return self.fresh(application)

    def no(self, application: Application, node: str) -> int:
        """The open step at a node."""
        return int(Token.objects.get(case=application.case_id, node=node, life="A", kind="T").no)

    def open(self, application: Application) -> list[str]:
        rows = Token.objects.filter(case=application.case_id, life="A", kind="T")
        return sorted(rows.values_list("node", flat=True))

    def part(self, application: Application, branch: str = "") -> Part:
        found: Part = Part.objects.select_related("application__version", "application__item", "organ").get(
            application=application, branch=branch
        )
        return found

    def work_off(self) -> None:
        while run_due_errands():
            pass

    def fresh(self, application: Application) -> Application:
        found: Application = Application.objects.select_related("item", "version", "organ", "case").get(
            pk=application.pk
        )
        return found
