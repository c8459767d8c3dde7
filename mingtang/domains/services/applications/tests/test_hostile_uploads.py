"""Hostile files through the pages of filing: refused with a clear message, and nothing else is lost."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mingtang.domains.services.applications.tests.desk import DOCUMENT, Desk
from mingtang.domains.services.applications.tests.test_pages import PDF, TYPED, begun, words
from mingtang.domains.services.catalogue.models import ServiceItem
from mingtang.kernel.content.models import File, Material
from mingtang.kernel.content.tests import samples

pytestmark = pytest.mark.django_db

MATERIALS = [
    {"material_name": "平面图", "material_key": "layout", "is_need": "1"},
    {"material_name": "制度清单", "material_key": "rules", "is_need": "1"},
]
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HOSTILE = {
    "a program under the name of a document": ("图.pdf", b"MZ\x90\x00" + b"\0" * 64),
    "a program with two endings": ("图.pdf.exe", b"MZ\x90\x00" + b"\0" * 64),
    "a page that calls itself a picture": ("图.png", b"<html><script>alert(1)</script></html>"),
    "a drawing with a script": ("图.svg", SVG),
    "a drawing with a script as XML": ("图.xml", SVG),
    "an archive that explodes": ("图.zip", samples.zip_bomb()),
    "an archive that explodes as a document": ("图.docx", samples.zip_bomb()),
    "an archive whose parts overlap": ("图.zip", samples.overlapping_zip()),
    "an archive of too many parts": ("图.zip", samples.crowded_zip()),
    "a picture of three thousand million points": ("图.png", samples.huge_png()),
    "nothing at all": ("图.pdf", b""),
}


@pytest.fixture
def item(desk: Desk) -> ServiceItem:
    """An item with a form and two materials of any kind of file."""
    document = {**DOCUMENT, "form_key": "hygiene-permit", "materials": MATERIALS}
    return desk.offer(document, code="11990102MB0A1234204000131004001")


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_refused_in_words_and_the_rest_is_kept(desk: Desk, item: ServiceItem, kind: str) -> None:
    draft = begun(desk, item)
    client, address = desk.world.client("citizen"), reverse("application_materials", args=[draft.pk])
    client.post(reverse("application_form", args=[draft.pk]), {**TYPED, "seen": ""})
    name, content = HOSTILE[kind]
    answer = client.post(
        address, {"m1": SimpleUploadedFile(name, content), "m2": SimpleUploadedFile("清单.pdf", PDF), "do": "next"}
    )
    assert answer.status_code == 422
    assert "field-error" in words(answer)
    assert [each.name for each in Material.objects.all()] == ["制度清单"]
    draft.refresh_from_db()
    assert draft.answers["operator"] == "南门小馆"
    assert "清单.pdf" in words(client.get(address))


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/passwd.pdf",
        "..\\..\\windows\\图.pdf",
        "/etc/cron.d/图.pdf",
        "图\x00.exe.pdf",
        "图\u202efdp.exe.pdf",
    ],
)
def test_a_name_leads_nowhere(desk: Desk, item: ServiceItem, name: str) -> None:
    draft = begun(desk, item)
    client, address = desk.world.client("citizen"), reverse("application_materials", args=[draft.pk])
    client.post(address, {"m1": SimpleUploadedFile(name, PDF)})
    for file in File.objects.all():
        assert not set("/\\\x00\u202e") & set(file.name)
        assert not file.name.startswith(".")


def test_two_gigabytes_are_refused_before_they_are_sent(desk: Desk, item: ServiceItem) -> None:
    begun(desk, item)
    client: Any = desk.world.client("citizen")
    announced = {"name": "大.pdf", "size": 2 << 30}
    answer = client.post("/api/uploads", announced, content_type="application/json")
    assert answer.status_code in {409, 413, 422}
    assert "MB" in answer.json()["detail"]
