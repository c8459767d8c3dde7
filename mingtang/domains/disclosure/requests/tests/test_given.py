"""Files with a request and its reply: redacted into new files, released by a second person, fetched by the applicant, bundled."""

import json
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from mingtang.domains.disclosure.requests.actions import giving
from mingtang.domains.disclosure.requests.actions.telling import tell_of_letter
from mingtang.domains.disclosure.requests.api import GivenFile, redact_file, release_file
from mingtang.domains.disclosure.requests.models import DisclosureRequest
from mingtang.domains.disclosure.requests.tests.office import CLERK, HEAD, Office
from mingtang.domains.disclosure.requests.tests.test_letters import holding
from mingtang.domains.disclosure.requests.tests.test_pages import TYPED
from mingtang.kernel.content.api import bytes_of
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import NotPermitted
from mingtang.kernel.messaging.api import Notice
from mingtang.lib.digests import sm3_hex
from mingtang.lib.pdf.redaction import Marks, Region

pytestmark = pytest.mark.django_db
NUMBER = "990102199001010011"


def text_of(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


@pytest.mark.slow
def test_what_is_masked_is_gone_and_a_second_person_releases_it(office: Office) -> None:
    given = office.given()
    redact_file(office.clerk, given, Marks((NUMBER,), (Region(1, 0.8, 0.8, 0.1, 0.1),)))
    said = text_of(bytes_of(given.file))
    assert "ZHANGSAN" in said
    assert NUMBER not in said
    assert NUMBER in text_of(bytes_of(given.original))
    with pytest.raises(Refused, match="不能核对放行"):
        release_file(office.clerk, given)
    with pytest.raises(NotPermitted):
        release_file(office.reviewer, given)
    release_file(office.head, given)
    with pytest.raises(Refused, match="已经放行"):
        redact_file(office.clerk, given, Marks(("ZHANGSAN",)))


@pytest.mark.slow
def test_a_file_in_which_it_is_found_again_is_not_released(office: Office) -> None:
    given = office.given()
    redact_file(office.clerk, given, Marks((NUMBER,)))
    GivenFile.objects.filter(pk=given.pk).update(redacted=given.original_id)
    with pytest.raises(Refused, match=f"不能放行：{NUMBER}"):
        release_file(office.head, GivenFile.objects.get(pk=given.pk))


@pytest.mark.slow
def test_what_cannot_be_redacted_is_said(office: Office) -> None:
    given = office.given()
    with pytest.raises(Refused, match="没有找到：LISI"):
        redact_file(office.clerk, given, Marks(("LISI",)))
    assert giving.inspected(given).personal == (NUMBER,)


@pytest.mark.slow
def test_a_reply_is_not_served_before_its_files_are_released(office: Office) -> None:
    given = office.given()
    signed = office.signed(office.fresh(given.request), "partial")
    own = reverse("own_disclosure_given", args=[given.pk])
    with pytest.raises(Refused, match="还没有核对放行"):
        office.delivered(signed)
    applicant = holding(signed)
    assert applicant.get(own).status_code == 404
    redact_file(office.clerk, given, Marks((NUMBER,)))
    release_file(office.head, given)
    office.delivered(signed)
    fetched = b"".join(applicant.get(own).streaming_content)
    assert NUMBER not in text_of(fetched)
    assert own in applicant.get(reverse("disclosure_receipt")).content.decode()
    assert Client().get(own).headers["Location"] == reverse("query_disclosure")
    assert applicant.get(reverse("file_content", args=[given.original_id])).status_code in {302, 403, 404}


def test_a_released_file_stays_inside_until_the_reply_is_signed(office: Office) -> None:
    given = office.given()
    release_file(office.head, given)
    assert holding(given.request).get(reverse("own_disclosure_given", args=[given.pk])).status_code == 404


@pytest.mark.slow
def test_the_page_marks_shows_and_releases(office: Office) -> None:
    given = office.given()
    clerk, head, there = (
        office.world.client(CLERK),
        office.world.client(HEAD),
        reverse("disclosure_given", args=[given.pk]),
    )
    page = clerk.get(there).content.decode()
    for said in ("疑似个人信息", NUMBER, "原件", "要隐去的区域"):
        assert said in page, said
    wrong = clerk.post(there, {"strings": "", "regions": "1 x"})
    assert (wrong.status_code, "不是一个区域" in wrong.content.decode()) == (422, True)
    lost = clerk.post(there, {"strings": "NOBODY", "regions": ""})
    assert (lost.status_code, "NOBODY" in lost.content.decode()) == (422, True)
    assert "请写出要隐去的文字" in clerk.post(there, {"strings": " ", "regions": ""}).content.decode()
    assert clerk.post(there, {"strings": NUMBER, "regions": "1 10 20 30 5%"}).status_code == 302
    assert "核对无误" not in clerk.get(there).content.decode()
    shown = head.get(there).content.decode()
    assert "处理后" in shown
    assert "核对无误" in shown
    head.post(there, {"release": "1"})
    given.refresh_from_db()
    assert (given.regions, bool(given.released_at)) == ([[1, 100, 200, 300, 50]], True)
    assert "已放行" in clerk.get(reverse("case", args=[given.request.case_id])).content.decode()


def test_a_clerk_keeps_what_came_with_a_request(office: Office) -> None:
    proof = SimpleUploadedFile("证件.txt", "身份证复印件".encode(), "text/plain")
    typed = TYPED | {"channel": "in_person", "received_on": "2026-03-02", "identity_proof": proof}
    clerk = office.world.client(CLERK)
    page = clerk.post(reverse("register_disclosure_request"), typed, follow=True).content.decode()
    for said in ("申请人提交的材料", "证件.txt", "身份证明"):
        assert said in page, said


@pytest.mark.slow
def test_what_a_page_does_not_show_is_said_and_can_be_left_out(office: Office) -> None:
    given, there = office.given("SHOWN #text(fill: white)[HIDDEN]"), "disclosure_given"
    clerk = office.world.client(CLERK)
    assert "6 个被遮住或者看不见的字" in clerk.get(reverse(there, args=[given.pk])).content.decode()
    assert clerk.post(reverse(there, args=[given.pk]), {"flat": "on"}).status_code == 302
    given.refresh_from_db()
    said = text_of(bytes_of(given.file))
    assert "SHOWN" in said
    assert "HIDDEN" not in said


def test_visitors_are_told_how_to_prove_who_they_are(office: Office) -> None:
    page = Client().get(reverse("ask_for_disclosure")).content.decode()
    assert "登录后可以在这里上传" in page
    assert 'type="file"' not in page
    assert 'type="file"' in office.world.client("citizen").get(reverse("ask_for_disclosure")).content.decode()


@pytest.mark.slow
def test_the_bundle_holds_everything_under_its_digest(office: Office) -> None:
    given = office.given()
    redact_file(office.clerk, given, Marks((NUMBER,)))
    release_file(office.head, given)
    signed = office.delivered(office.signed(office.fresh(given.request), "partial"))
    answer = office.world.client(CLERK).get(reverse("disclosure_bundle", args=[signed.pk]))
    packed = ZipFile(BytesIO(answer.content))
    told = json.loads(packed.read("目录.json"))
    assert {name: sm3_hex(packed.read(name)) for name in packed.namelist() if name != "目录.json"} == told["sm3"]
    names = " ".join(packed.namelist())
    for said in (
        "申请.json",
        "检索记录.csv",
        "送达回证.csv",
        "日期和依据.csv",
        "文书/01 登记回执",
        "材料/01",
        "存证记录.json",
    ):
        assert said in names, said
    assert "已收到回执" in packed.read("送达回证.csv").decode()
    assert (
        "disclosure.sign_reply" in packed.read("存证记录.json").decode()
        or "waiting" in packed.read("存证记录.json").decode()
    )


def test_an_applicant_with_an_account_is_told_of_letters_once(office: Office) -> None:
    made = _asked_by_citizen(office)
    for letter in made.letters.all():
        tell_of_letter(letter.pk)
        tell_of_letter(letter.pk)
    assert [notice.subject for notice in Notice.objects.filter(topic="disclosure")] == [
        f"{office.organ.name}发出登记回执"
    ]
    for letter in office.registered().letters.all():
        tell_of_letter(letter.pk)
    assert Notice.objects.filter(topic="disclosure").count() == 1


def _asked_by_citizen(office: Office) -> DisclosureRequest:
    client: Any = office.world.client("citizen")
    client.post(reverse("ask_for_disclosure"), TYPED | {"organ": str(office.organ.pk)})
    client.post(reverse("disclosure_receipt"))
    return DisclosureRequest.objects.latest("pk")
