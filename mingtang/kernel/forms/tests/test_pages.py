"""The workbench of forms."""

import json

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mingtang.kernel.content.api import File
from mingtang.kernel.forms.api import install, published
from mingtang.kernel.forms.models import FormDefinition
from mingtang.lib.forms.tests.documents import OPENING
from tests.world import World

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def test_a_form_is_drawn_up_tried_out_and_published(world: World) -> None:
    client = world.client("system_officer")
    bad = client.post(reverse("form_create"), {"key": "opening", "title": "开工", "organ": "", "text": '{"title": 1}'})
    assert bad.status_code == 422
    shown = bad.content.decode()
    assert "要写文字" in shown
    assert "至少要有一个字段" in shown
    made = client.post(
        reverse("form_create"), {"key": "opening", "title": "开工", "organ": "", "text": json.dumps(OPENING)}
    )
    definition = FormDefinition.objects.get(key="opening")
    assert made.headers["Location"] == reverse("form_design", args=[definition.pk])
    preview = reverse("form_preview", args=[definition.pk, 1])
    assert client.post(preview, {"kind": "change", "works-rows": "1"}).status_code == 422
    good = {"kind": "new", "applicant": "甲公司", "start": "2026-03-01", "promise": "on", "works-rows": "0"}
    assert "内容符合要求" in client.post(preview, good).content.decode()
    client.post(reverse("form_publication", args=[definition.pk]), {"seen": definition.versions.get().digest})
    assert published("opening").number == 1


def test_a_list_costs_two_statements_and_the_difference_is_shown(world: World) -> None:
    client = world.client("system_officer")
    client.get(reverse("form_list"))
    with CaptureQueriesContext(connection) as statements:
        client.get(reverse("form_list"))
    assert len([each for each in statements if "forms_formdefinition" in each["sql"]]) == 2
    definition = FormDefinition.objects.get(key="construction-permit")
    newest = definition.versions.get()
    document = json.loads(newest.text)
    document["properties"]["builder"]["maxLength"] = 60
    data = {"text": json.dumps(document), "seen": newest.digest}
    page = client.post(reverse("form_document", args=[definition.pk]), data, follow=True).content.decode()
    assert "已保存为第 2 版草稿" in page
    assert "建设单位（builder）" in page
    stale = client.post(reverse("form_document", args=[definition.pk]), data)
    assert stale.status_code == 422
    assert "其他人已经保存" in stale.content.decode()


def test_programs_get_the_contract_of_the_nearest_organ(world: World) -> None:
    bureau = world.organ("housing-bureau")
    install("opening", "开工", OPENING)
    install("opening", "开工", {**OPENING, "title": "本局开工"}, owner=bureau)
    client, place = world.client("official"), "/api/forms/by-key/opening/contract"
    assert client.get(place).json()["title"] == OPENING["title"]
    assert client.get(f"{place}?organ={bureau.pk}").json()["title"] == "本局开工"
    assert client.get("/api/forms/by-key/nothing/contract").status_code == 404


def test_a_file_that_was_brought_stays_when_the_form_comes_back(world: World) -> None:
    client = world.client("system_officer")
    definition = FormDefinition.objects.get(key="construction-permit")
    preview = reverse("form_preview", args=[definition.pk, 1])
    brought = {"kind": "new", "works-rows": "1", "materials": SimpleUploadedFile("合同.pdf", PDF)}
    html = client.post(preview, brought).content.decode()
    file = File.objects.get(name="合同.pdf")
    assert f'name="materials-kept" value="{file.pk}" checked' in html
    other = world.client("wrong_county_official")
    assert other.get(preview).status_code == 403
    strange = client.post(preview, {"kind": "new", "works-rows": "0", "materials-kept": str(file.pk + 999)})
    assert "有文件没有找到" in strange.content.decode()
