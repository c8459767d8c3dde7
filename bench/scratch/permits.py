"""A permit of one organ for benchmarks: the item with its form, a citizen who files, and officials who take every step."""

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
    "process_key": "service-promised",
    "litigation_court": "某某市某某区人民法院",
    "review_dept": "某某市某某区人民政府",
}
ROLES = ("front_clerk", "handler", "checker", "decider", "delivery_clerk")


class Permits:
    """Applications through `applications.api`: permissions, form rules, numbers, clocks, letters, evidence and facts."""

    def __init__(self) -> None:
        from mingtang.domains.services.applications import api

        self.api = api
        self.organ, self.officials = _office()
        self.item = _item(self.organ)
        self.citizen = _citizen()

    def create(self) -> Any:
        """What a citizen does: begin, fill in, submit. Four commands of the page: three acts."""
        draft = self.api.begin_draft(self.citizen, self.item, {})
        self.api.save_draft(self.citizen, draft, seen="", answers=ANSWERS)
        return self.api.submit(self.citizen, draft)

    def drafted(self) -> Any:
        draft = self.api.begin_draft(self.citizen, self.item, {})
        self.api.save_draft(self.citizen, draft, seen="", answers=ANSWERS)
        return draft

    def submit(self, draft: Any) -> Any:
        return self.api.submit(self.citizen, draft)

    def deliver(self, application: Any) -> None:
        """From submission to delivery: seven steps of four officials."""
        from django.utils import timezone

        api, officials = self.api, self.officials
        api.receive(officials["front_clerk"], application, self._no(application))
        part = api.Part.objects.select_related("application__version", "application__item", "organ").get(
            application=application
        )
        api.accept(officials["handler"], part, self._no(application))
        api.review(officials["handler"], part, self._no(application), "提交", "经审查，材料齐全，符合法定条件。")
        api.review(officials["checker"], part, self._no(application), "同意", "同意。")
        api.decide(officials["decider"], part, self._no(application), api.Decision(True, "符合法定条件。", "第四条"))
        api.issue_result(officials["handler"], application, self._no(application))
        receipt = api.Receipt("窗口领取", "某某某", timezone.now())
        api.deliver(officials["delivery_clerk"], application, self._no(application), receipt)

    @staticmethod
    def _no(application: Any) -> int:
        from mingtang.kernel.cases.api import Token

        return int(Token.objects.get(case=application.case_id, life="A", kind="T").no)


def _office() -> tuple[Any, dict[str, Any]]:
    """One organ, an official for each role."""
    from mingtang.domains.services.applications import api
    from mingtang.kernel.cases.tests.desk import employ
    from mingtang.kernel.directory.actor import AccountActor
    from mingtang.kernel.directory.models import Appointment, Grant, Organ, Region, Role, Unit

    organ = Organ.objects.filter(name="卫健委").first()
    if organ is not None:
        rows = Appointment.objects.filter(organ=organ).select_related("post", "person", "organ")
        return organ, {each.post.name: AccountActor(each.person.accounts.get(), appointment=each) for each in rows}
    api.install()
    region, _ = Region.objects.get_or_create(code="51", defaults={"name": "某省", "level": 1})
    organ = Organ.objects.create(name="卫健委", branch="government", region=region, path="/")
    Organ.objects.filter(pk=organ.pk).update(path=f"/{organ.pk}/", document_word="某卫")
    organ.refresh_from_db()
    unit = Unit.objects.create(organ=organ, name="审批科")
    officials = {}
    for code in ROLES:
        role = Role.objects.create(code=code, name=code, permissions=[api.READ_APPLICATIONS.code])
        officials[code] = employ(organ, unit, code)
        post = officials[code].appointment.post
        Grant.objects.create(post=post, organ=organ, role=role, kind="organ", scope_organ=organ, start="2020-01-01")
    return organ, officials


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
