"""A permit of one organ for benchmarks: the item with its form and its materials, and a citizen who files."""

import os
from typing import Any

ANSWERS: dict[str, Any] = {
    "operator": "某某宾馆有限公司", "credit_code": "91350100M000100Y43", "address": "某某市某某区某某路 8 号", "principal": "某某某",
    "place_kind": "lodging", "beds": 60, "area": "420.5", "staff": 12, "health_certificates": 12, "central_air": "no", "second_water": "no",
}  # fmt: skip
DOCUMENT: dict[str, Any] = {
    "task_name": "公共场所卫生许可（新办）",
    "task_type": "01",
    "project_type": "2",
    "by_law": [{"law_name": "公共场所卫生管理条例", "article": "第四条"}],
    "promise_day": 5,
    "promise_type": "working_days",
    "anticipate_day": 20,
    "anticipate_type": "working_days",
    "form_key": "hygiene-permit",
    "materials": [
        {"material_name": "申请表", "material_key": "form", "is_need": "1", "is_form": "1"},
        {"material_name": "平面图", "material_key": "layout", "is_need": "2"},
    ],
    "process_key": "service-promised",
    "litigation_court": "某某市某某区人民法院",
    "review_dept": "某某市某某区人民政府",
}


class Permits:
    """Applications through `applications.api`: permissions, form rules, numbers, clocks, letters, evidence and facts."""

    def __init__(self) -> None:
        from mingtang.domains.services.applications import api

        self.api = api
        self.item = _item(_organ())
        self.citizen = _citizen()

    def drafted(self) -> Any:
        draft = self.api.begin_draft(self.citizen, self.item, {})
        self.api.save_draft(self.citizen, draft, seen="", answers=ANSWERS)
        return draft

    def submit(self, draft: Any) -> Any:
        return self.api.submit(self.citizen, draft)


def _organ() -> Any:
    """One organ, with the processes, documents and forms of services installed."""
    from mingtang.domains.services.applications import api
    from mingtang.kernel.directory.models import Organ, Region

    organ = Organ.objects.filter(name="卫健委").first()
    if organ is None:
        api.install()
        region, _ = Region.objects.get_or_create(code="51", defaults={"name": "某省", "level": 1})
        organ = Organ.objects.create(name="卫健委", branch="government", region=region, path="/", document_word="某卫")
        Organ.objects.filter(pk=organ.pk).update(path=f"/{organ.pk}/")
        organ.refresh_from_db()
    return organ


def _item(organ: Any) -> Any:
    from django.utils import timezone

    from mingtang.domains.services.catalogue.models import ItemVersion, ServiceItem

    code = "91350100M000100Y434000123004000"
    known = ServiceItem.objects.filter(code=code).select_related("in_force", "organ").first()
    if known is not None:
        return known
    item = ServiceItem.objects.create(organ=organ, code=code, task_code=code, name=DOCUMENT["task_name"])
    item.in_force = ItemVersion.objects.create(
        item=item, number=1, document=DOCUMENT, digest=ItemVersion.digest_of(DOCUMENT),
        state=ItemVersion.State.PUBLISHED, saved_at=timezone.now(),
    )  # fmt: skip
    item.state = ServiceItem.State.PUBLISHED
    item.save()
    return item


def _citizen() -> Any:
    """A citizen of this process, so that those of other processes do not share his list of drafts."""
    from mingtang.kernel.directory.actor import AccountActor
    from mingtang.kernel.directory.models import Account, Person

    login = f"citizen-{os.getpid()}"
    number = f"5101011990010{os.getpid() % 100000:05d}"
    person = Person.objects.create(name="某某某", **Person.confidential_values(number, "13900000000"))
    account = Account.objects.create(
        login=login, kind=Account.Kind.CITIZEN, person=person, state="active", assurance=Account.Assurance.VERIFIED
    )
    return AccountActor(account)
