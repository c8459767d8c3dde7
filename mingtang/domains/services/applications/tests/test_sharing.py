"""Materials that nobody has to bring, each test a sentence."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mingtang.domains.services.applications import api
from mingtang.domains.services.applications.actions import sharing
from mingtang.domains.services.applications.materials import asked_of
from mingtang.domains.services.applications.models import Application, SharedLicence
from mingtang.domains.services.applications.tests.desk import CLERK, DOCUMENT, Desk
from mingtang.domains.services.applications.tests.licensing import licence_type_of
from mingtang.domains.services.applications.tests.test_pages import PDF
from mingtang.domains.services.licences.api import HolderDetails, IssueDetails, Licence, LicenceUse, issue, revoke
from mingtang.kernel.directory.models import Account
from mingtang.kernel.evidence.api import SYSTEM, deliver_due

pytestmark = pytest.mark.django_db


class Shop:
    """An item that asks for a licence which the citizen may hold."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.kind = desk, licence_type_of(desk)
        material = {"material_name": "营业执照", "material_key": "business", "is_need": "1", "is_shared": "1", "licence_type_code": self.kind.code}  # fmt: skip
        self.item = desk.offer({**DOCUMENT, "materials": [material]}, code="11990102MB0A1234204000131004008")

    def licence(self) -> Licence:
        person = self.desk.world.account("citizen").person
        assert person is not None
        holder = HolderDetails(kind="identity", name=person.name, number=person.identity_number)
        face = {"unit": "南门小馆", "address": "文澜路 88 号", "kind": "bath"}
        details = IssueDetails(holders=[holder], face=face, reason="补录")
        return issue(SYSTEM, self.kind, details, issuer=self.desk.world.organ(self.desk.organ))

    def filed(self) -> Application:
        return self.desk.filed(self.item)


@pytest.fixture
def shop(desk: Desk) -> Shop:
    return Shop(desk)


def work_off() -> None:
    while deliver_due():
        pass


def test_a_licence_of_the_store_stands_for_the_material_and_its_use_is_logged(shop: Shop) -> None:
    licence = shop.licence()
    application = shop.filed()
    shared = application.shared.get()
    assert shared.licence == licence
    use = LicenceUse.objects.get(licence=licence, kind="pulled")
    assert use.purpose == "申请食品经营许可（餐饮服务）新办"
    assert use.account_id == application.owner_id
    assert api.sharing_of([application]) == {application.pk: api.Sharing(1, 1, could_pull=True, pulled=True)}


def test_a_copy_with_its_purpose_is_kept_with_the_application_and_names_its_case(shop: Shop) -> None:
    licence = shop.licence()
    application = shop.filed()
    work_off()
    shared = application.shared.get()
    copied = LicenceUse.objects.get(licence=licence, kind="copied")
    assert copied.case_id == application.case_id
    assert copied.digest == shared.file_digest
    answer = shop.desk.world.client("citizen").get(shared.get_absolute_url())
    assert answer.content.startswith(b"%PDF")
    assert shop.desk.world.client(CLERK).get(shared.get_absolute_url()).status_code == 200
    assert shop.desk.world.client("enterprise").get(shared.get_absolute_url()).status_code == 404


def test_without_a_licence_the_material_is_asked_for_and_can_be_uploaded(shop: Shop) -> None:
    draft = shop.desk.drafted(shop.item)
    actor: Any = shop.desk.world.actor("citizen")
    with pytest.raises(api.Incomplete, match="营业执照"):
        api.submit(actor, draft)
    client = shop.desk.world.client("citizen")
    address = reverse("application_materials", args=[draft.pk])
    assert "没有找到您名下有效的" in client.get(address).content.decode()
    client.post(address, {"m1": SimpleUploadedFile("执照.pdf", PDF, "application/pdf"), "do": "next"})
    assert api.submit(actor, shop.desk.fresh(draft)).number


def test_a_licence_issued_meanwhile_is_found_when_materials_are_handed_in(shop: Shop) -> None:
    draft = shop.desk.drafted(shop.item)
    shop.licence()
    client = shop.desk.world.client("citizen")
    address = reverse("application_materials", args=[draft.pk])
    client.post(address, {"do": "stay"})
    page = client.get(address).content.decode()
    assert "已共享" in page
    assert "已从电子证照库取得" in page


def test_a_licence_revoked_before_submission_counts_no_longer(shop: Shop) -> None:
    licence = shop.licence()
    draft = shop.desk.drafted(shop.item)
    revoke(SYSTEM, licence, reason="撤销", basis="行政许可法第六十九条")
    with pytest.raises(api.Incomplete, match="营业执照"):
        api.submit(shop.desk.world.actor("citizen"), draft)  # type: ignore[arg-type]


def test_whoever_is_not_verified_in_person_finds_nothing_and_is_not_blocked(shop: Shop) -> None:
    shop.licence()
    Account.objects.filter(pk=shop.desk.world.account("citizen").pk).update(assurance=Account.Assurance.MATCHED)
    draft = shop.desk.drafted(shop.item)
    assert not draft.shared.exists()
    assert asked_of(shop.desk.world.actor("citizen"), draft)[0].is_missing


def test_a_store_that_fails_is_no_obstacle(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.licence()

    def down(*_args: object, **_named: object) -> None:
        raise OSError("the store does not answer")

    monkeypatch.setattr(sharing, "pull", down)
    draft = shop.desk.drafted(shop.item)
    assert draft.pk
    assert not SharedLicence.objects.exists()


def test_officials_see_what_was_pulled(shop: Shop) -> None:
    licence = shop.licence()
    application = shop.filed()
    page = shop.desk.world.client(CLERK).get(reverse("case", args=[application.case_id])).content.decode()
    assert "已共享" in page
    assert licence.number in page
