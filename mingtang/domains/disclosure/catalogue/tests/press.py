"""Quick ways to publish in tests: what was public before, and the cast of the housing bureau."""

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from mingtang.config.demo.virtual_time import at
from mingtang.domains.disclosure.catalogue.actions.drafting import draft_item
from mingtang.domains.disclosure.catalogue.api import InformationItem, ItemDetails, Published, register_published
from mingtang.kernel.evidence.api import SYSTEM
from tests.world import World

DRAFTER, UNIT_HEAD, LAWYER, SIGNER = "official", "permit-reviewer", "housing-lawyer", "leader"


class Press:
    """The housing bureau, which publishes."""

    def __init__(self, world: World) -> None:
        self.world, self.organ = world, world.organ("housing-bureau")
        self.drafter, self.head, self.lawyer, self.signer = (
            world.actor(who) for who in (DRAFTER, UNIT_HEAD, LAWYER, SIGNER)
        )

    def details(self, **more: Any) -> ItemDetails:
        today = timezone.localdate()
        given: dict[str, Any] = {
            "node": "20.1.2", "title": "关于加强房屋租赁管理的通知", "doc_no": "和建〔2026〕15号", "topic": "1002",
            "body": "各县（区）：\n一、规范合同\n网上备案。\n和源市住房和城乡建设局\n2026年6月1日", "genre": "notice",
            "written_on": today, "formed_on": today, "publishers": [self.organ.name],
            "keywords": ["房屋租赁", "备案", "押金"],
        }  # fmt: skip
        return ItemDetails(**given | more)

    def published(self, on: date | None = None, **more: Any) -> InformationItem:
        """Something that was public before it came here."""
        moment = timezone.make_aware(datetime.combine(on, time(9, 30))) if on else timezone.now()
        said = Published(details=self.details(**more), at=moment, reviewer="裴之衡")
        return register_published(SYSTEM, self.organ, [said])[0]

    def drafted(self, **more: Any) -> InformationItem:
        """A draft, with its case."""
        return draft_item(self.drafter, self.organ, self.details(**more))

    def on(self, day: date) -> Any:
        """Let it be the morning of a day."""
        return at(timezone.make_aware(datetime.combine(day, time(9, 30))))

    def fresh(self, item: InformationItem) -> InformationItem:
        found: InformationItem = InformationItem.objects.select_related("organ", "case").get(pk=item.pk)
        return found
