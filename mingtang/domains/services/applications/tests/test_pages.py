"""Applying and handling page by page, as a browser sends it."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mingtang.domains.services.applications import api
from mingtang.domains.services.applications.models import Application
from mingtang.domains.services.applications.rules import State
from mingtang.domains.services.applications.tests.desk import CLERK, DOCUMENT, HANDLER, Desk
from mingtang.domains.services.catalogue.models import ServiceItem
from mingtang.kernel.content.models import Material

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
MATERIALS = [
    {"material_name": "平面图", "material_key": "layout", "is_need": "1", "max_mb": 1, "file_types": "pdf,txt"},
    {"material_name": "制度清单", "material_key": "rules", "is_need": "3"},
    {"material_name": "营业执照", "material_key": "licence", "is_need": "1", "is_shared": "1"},
]
FORM = {"form_key": "hygiene-permit", "materials": MATERIALS}
TYPED = {
    "operator": "南门小馆", "credit_code": "92990102MA0A001Y0M", "address": "文澜路 88 号", "principal": "林叙",
    "place_kind": "bathing", "area": "46.5", "staff": "2", "health_certificates": "2", "central_air": "no", "second_water": "no",
    "contact_name": "林叙", "phone": "19900082046", "do": "next",
}  # fmt: skip


@pytest.fixture
def item(desk: Desk) -> ServiceItem:
    """An item with a form and three materials."""
    return desk.offer({**DOCUMENT, **FORM}, code="11990102MB0A1234204000131004001")


def begun(desk: Desk, item: ServiceItem) -> Application:
    client = desk.world.client("citizen")
    answer = client.post(reverse("apply", args=[item.code]))
    assert answer.status_code == 302
    return Application.objects.get(item=item)


def words(answer: Any) -> str:
    return str(answer.content.decode())


def test_beginning_names_the_applicant_and_opens_a_draft(desk: Desk, item: ServiceItem) -> None:
    page = desk.world.client("citizen").get(reverse("apply", args=[item.code]))
    assert "林叙" in words(page)
    assert begun(desk, item).state == State.DRAFT


def test_an_official_is_sent_back_to_the_guide_with_the_reason(desk: Desk, item: ServiceItem) -> None:
    answer = desk.world.client(CLERK).get(reverse("apply", args=[item.code]), follow=True)
    assert "工作人员账号不能在网上提交申请" in words(answer)


def test_what_was_typed_is_kept_although_it_is_wrong(desk: Desk, item: ServiceItem) -> None:
    draft = begun(desk, item)
    client, address = desk.world.client("citizen"), reverse("application_form", args=[draft.pk])
    answer = client.post(address, {**TYPED, "credit_code": "X", "staff": "三", "seen": ""})
    assert answer.status_code == 422
    again = words(client.get(address))
    assert 'value="X"' in again
    assert 'value="三"' in again


def test_typing_is_kept_by_itself_without_judging(desk: Desk, item: ServiceItem) -> None:
    draft = begun(desk, item)
    client, address = desk.world.client("citizen"), reverse("application_form", args=[draft.pk])
    answer = client.post(address, {"operator": "半", "seen": ""}, headers={"X-Requested-With": "autosave"})
    assert answer.status_code == 204
    assert 'value="半"' in words(client.get(address))


def test_a_draft_saved_elsewhere_meanwhile_is_not_overwritten(desk: Desk, item: ServiceItem) -> None:
    draft = begun(desk, item)
    client, address = desk.world.client("citizen"), reverse("application_form", args=[draft.pk])
    seen = draft.saved_at.isoformat()
    client.post(address, {**TYPED, "seen": seen})
    answer = client.post(address, {**TYPED, "operator": "另一处", "seen": seen})
    assert "已在别处保存过" in words(answer)
    draft.refresh_from_db()
    assert draft.answers["operator"] == "南门小馆"


def test_filing_page_by_page_until_the_receipt_of_the_system(desk: Desk, item: ServiceItem) -> None:
    draft = begun(desk, item)
    client = desk.world.client("citizen")
    onward = client.post(reverse("application_form", args=[draft.pk]), {**TYPED, "seen": ""})
    assert onward.headers["Location"] == reverse("application_materials", args=[draft.pk])
    confirmation = reverse("application_confirmation", args=[draft.pk])
    refused = client.post(confirmation)
    assert refused.status_code == 422
    assert "缺少材料" in words(refused)
    sent = {"m1": SimpleUploadedFile("平面图.pdf", PDF, "application/pdf"), "later2": "yes", "do": "next"}
    assert client.post(reverse("application_materials", args=[draft.pk]), sent).headers["Location"] == confirmation
    page = words(client.get(confirmation))
    assert "承诺后补" in page
    assert "免提交" in page
    done = client.post(confirmation, follow=True)
    assert "申请已提交" in words(done)
    draft.refresh_from_db()
    assert draft.state == State.SUBMITTED
    assert draft.answers["staff"] == 2


def test_a_file_too_large_or_of_a_wrong_kind_is_refused_and_the_rest_is_kept(desk: Desk, item: ServiceItem) -> None:
    draft = begun(desk, item)
    client, address = desk.world.client("citizen"), reverse("application_materials", args=[draft.pk])
    big = SimpleUploadedFile("大.pdf", PDF + b" " * 1024 * 1024, "application/pdf")
    assert "超过 1 MB" in words(client.post(address, {"m1": big}))
    wrong = client.post(address, {"m1": SimpleUploadedFile("图.exe", b"MZ"), "m2": SimpleUploadedFile("清单.pdf", PDF)})
    assert wrong.status_code == 422
    assert "格式不对" in words(wrong)
    assert [each.name for each in Material.objects.all()] == ["制度清单"]


def test_a_material_is_taken_back_from_a_draft(desk: Desk, item: ServiceItem) -> None:
    draft = begun(desk, item)
    client = desk.world.client("citizen")
    client.post(reverse("application_materials", args=[draft.pk]), {"m2": SimpleUploadedFile("清单.pdf", PDF)})
    client.post(reverse("application_removal", args=[draft.pk, Material.objects.get().pk]))
    assert not Material.objects.exists()


def test_a_draft_is_deleted_only_after_asking(desk: Desk, item: ServiceItem) -> None:
    draft = begun(desk, item)
    client, address = desk.world.client("citizen"), reverse("application_deletion", args=[draft.pk])
    assert "确定删除" in words(client.get(address))
    client.post(address)
    assert not Application.objects.filter(pk=draft.pk).exists()


def test_the_list_of_ones_own_costs_a_fixed_number_of_statements(
    desk: Desk, django_assert_max_num_queries: Any
) -> None:
    for _count in range(3):
        desk.filed()
    client = desk.world.client("citizen")
    with django_assert_max_num_queries(9):
        page = words(client.get(reverse("own_applications")))
    assert page.count("食品经营许可（餐饮服务）新办") == 3


def test_the_applicant_reads_where_it_is_until_when_and_why(desk: Desk) -> None:
    application = desk.accepted()
    page = words(desk.world.client("citizen").get(application.get_absolute_url()))
    assert "正在审查" in page
    assert "承诺办结时限" in page
    assert "为什么是这一天" in page
    assert "受理通知书" in page


def test_whoever_has_code_and_password_may_ask_and_nobody_else(desk: Desk) -> None:
    application = desk.received()
    secret = application.letters.get(kind="receipt").data["query_secret"]
    visitor, address = desk.world.client("visitor"), reverse("application_query")
    assert "正在审查材料" in words(visitor.post(address, {"code": application.query_code, "secret": secret}))
    wrong = visitor.post(address, {"code": application.query_code, "secret": "000000x"})
    assert "没有找到这个办件" in words(wrong)
    slip = application.query_code[:-1] + str((int(application.query_code[-1]) + 1) % 10)
    assert "请对照收件凭证核对" in words(visitor.post(address, {"code": slip, "secret": secret}))


def test_a_letter_is_a_pdf_for_its_reader_and_for_nobody_else(desk: Desk) -> None:
    letter = desk.received().letters.get(kind="receipt")
    answer = desk.world.client("citizen").get(letter.get_absolute_url())
    assert answer.content.startswith(b"%PDF")
    assert desk.world.client("agent").get(letter.get_absolute_url()).status_code == 404


def turn(desk: Desk, application: Application, who: str, **typed: str) -> Any:
    address = reverse("application_turn", args=[application.case_id])
    return desk.world.client(who).post(address, {"key": f"k-{who}-{typed.get('outcome', '')}", **typed}, follow=True)


def test_a_step_is_done_on_its_page_and_the_same_button_pressed_twice_does_it_once(desk: Desk) -> None:
    application = desk.filed()
    assert "已办理：收件" in words(turn(desk, application, CLERK, outcome="收件"))
    turn(desk, application, CLERK, outcome="收件")
    assert application.letters.filter(kind="receipt").count() == 1


def test_a_refused_step_keeps_what_was_typed_and_says_why(desk: Desk) -> None:
    application = desk.received()
    answer = turn(desk, application, HANDLER, outcome="不予受理", reason="不属于本机关职权")
    assert answer.status_code == 422
    assert "不属于本机关职权" in words(answer)
    assert desk.fresh(application).state == State.RECEIVED


def test_the_page_of_the_case_leads_to_the_step_and_does_not_take_it(desk: Desk) -> None:
    application = desk.received()
    client = desk.world.client(HANDLER)
    page = words(client.get(reverse("case", args=[application.case_id])))
    assert reverse("application_turn", args=[application.case_id]) in page
    no = desk.no(application, "accept")
    verb = reverse("case_verb", args=[application.case_id, no, "complete"])
    client.post(verb, {"outcome": "受理", "key": "direct"})
    assert desk.open(desk.fresh(application)) == ["accept"]


def test_the_list_of_an_organ_holds_what_its_officials_may_read(desk: Desk) -> None:
    application = desk.accepted()
    assert application.shown_number in words(desk.world.client(HANDLER).get(reverse("applications")))
    assert desk.world.client("official").get(reverse("applications")).content.decode().count("食品经营许可") == 0


def test_what_was_promised_is_handed_in_after_acceptance_and_nothing_else(desk: Desk) -> None:
    document = {**DOCUMENT, "materials": MATERIALS[1:2]}
    item = desk.offer(document, code="11990102MB0A1234204000131004003")
    draft = desk.drafted(item)
    actor: Any = desk.world.actor("citizen")
    api.save_draft(actor, draft, seen="", scenario={"later": ["rules"]})
    application = desk.accepted(desk.fresh(api.submit(actor, draft)))
    client, address = desk.world.client("citizen"), reverse("application_supplement", args=[application.pk])
    assert "补交容缺材料" in words(client.get(application.get_absolute_url()))
    assert "制度清单" in words(client.get(address))
    assert "已经补齐" in words(client.post(address, {"m1": SimpleUploadedFile("清单.pdf", PDF)}, follow=True))
    client.post(address, {"m1": SimpleUploadedFile("另一份.pdf", PDF)})
    assert Material.objects.count() == 1


def test_a_correction_is_handed_in_on_one_page_with_form_and_materials(desk: Desk, item: ServiceItem) -> None:
    draft = begun(desk, item)
    actor: Any = desk.world.actor("citizen")
    client = desk.world.client("citizen")
    client.post(reverse("application_form", args=[draft.pk]), {**TYPED, "seen": ""})
    sent = {"m1": SimpleUploadedFile("平面图.pdf", PDF), "later2": "yes"}
    client.post(reverse("application_materials", args=[draft.pk]), sent)
    Application.objects.update(window=desk.window)
    application = desk.received(desk.fresh(api.submit(actor, desk.fresh(draft))))
    missing = [api.Missing("平面图", "请标明水池位置")]
    no = desk.no(application, "accept")
    api.ask_correction(desk.world.actor(HANDLER), desk.part(application), no, missing)
    address = reverse("application_correction", args=[application.pk])
    assert "请标明水池位置" in words(client.get(address))
    wrong = client.post(address, {**TYPED, "staff": "三"})
    assert wrong.status_code == 422
    assert 'value="三"' in words(wrong)
    unanswered = client.post(address, {**TYPED, "staff": "2", "area": "60"})
    assert (unanswered.status_code, "还没有补正：平面图" in words(unanswered)) == (422, True)
    corrected = {**TYPED, "staff": "2", "area": "60", "m1": SimpleUploadedFile("平面图二.pdf", PDF)}
    assert "补正内容已提交" in words(client.post(address, corrected, follow=True))
    assert desk.fresh(application).answers["area"] == "60"


def test_whoever_submits_in_a_second_tab_is_led_to_what_came_of_the_first(desk: Desk) -> None:
    client, application = desk.world.client("citizen"), desk.filed()
    for page in ("application_form", "application_materials", "application_confirmation"):
        answer = client.post(reverse(page, args=[application.pk]), follow=True)
        assert answer.redirect_chain[0][0] == application.get_absolute_url()
        assert "这份申请已经提交" in words(answer)
