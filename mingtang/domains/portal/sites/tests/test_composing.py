"""Home pages and topics composed in the workbench: a draft that nobody else sees, its preview, and publishing as a whole."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from mingtang.domains.portal.sites import api
from mingtang.domains.portal.sites.composition import moved, removed, title_of
from mingtang.domains.portal.sites.tests.city_site import city_site, kept_site, sample_topic
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import records_on
from tests.world import World

LINKS = {
    "title": "常用链接", "more_url": "", "links-rows": "3",
    "links-0-title": "第二", "links-0-url": "/b/", "links-0-place": "2",
    "links-1-title": "第一", "links-1-url": "/a/", "links-1-place": "1",
    "links-2-title": "", "links-2-url": "", "links-2-place": "3",
}  # fmt: skip


@pytest.fixture
def housing(world: World) -> api.PortalSite:
    return kept_site(world)


@pytest.fixture
def arranger(world: World, housing: api.PortalSite) -> Client:
    return world.client("official")


def address(portal: api.PortalSite, page: Any = None, rest: str = "", part: str = "blocks") -> str:
    return f"/workbench/sites/{portal.pk}/pages/{page.pk if page else portal.site.root_page_id}/{part}/{rest}"


def public(rest: str = "") -> str:
    return Client().get(f"/sites/housing/{rest}").content.decode()


def rows(client: Client, where: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(where).context["rows"]
    return found


def test_steps_are_pure_and_refuse_what_is_gone() -> None:
    blocks = [{"id": key, "type": "paragraph", "value": key} for key in "abc"]
    assert [each["id"] for each in moved("a", 1)(blocks)] == ["b", "a", "c"]
    assert [each["id"] for each in moved("a", -1)(blocks)] == ["a", "b", "c"]
    assert [each["id"] for each in removed("b")(blocks)] == ["a", "c"]
    assert [each["id"] for each in blocks] == ["a", "b", "c"]
    assert title_of(blocks[0]) == "a"
    with pytest.raises(Refused):
        removed("z")(blocks)


def test_a_home_page_changes_as_a_whole_when_it_is_published(arranger: Client, housing: api.PortalSite) -> None:
    here = address(housing)
    first = rows(arranger, here)[0]
    arranger.post(here, {"step": f"remove {first['id']}"})
    assert arranger.post(f"{here}new/?kind=links", LINKS).status_code == 302
    assert [row["kind"] for row in rows(arranger, here)] == ["栏目列表", "政务服务入口", "链接"]
    arranger.post(here, {"step": f"up {rows(arranger, here)[2]['id']}"})
    assert [row["kind"] for row in rows(arranger, here)] == ["栏目列表", "链接", "政务服务入口"]
    assert "常用链接" not in public()
    shown = arranger.get(f"{here}preview/").content.decode()
    assert "这是草稿的预览" in shown
    assert shown.index("第一") < shown.index("第二")
    arranger.post(here, {"step": "publish"})
    assert "常用链接" in public()
    assert "今天想办什么事" not in public()
    assert "portal.compose_home" in {record.act for record in records_on(housing)}


def test_a_draft_can_be_let_go(arranger: Client, housing: api.PortalSite) -> None:
    here = address(housing)
    arranger.post(f"{here}new/?kind=paragraph", {"value": "写错了"})
    assert len(rows(arranger, here)) == 4
    arranger.post(here, {"step": "discard"})
    assert len(rows(arranger, here)) == 3
    arranger.post(here, {"step": "publish"})
    assert "写错了" not in public()


def test_settings_are_checked_and_nothing_typed_is_lost(arranger: Client, housing: api.PortalSite) -> None:
    new = f"{address(housing)}new/?kind=links"
    wrong = arranger.post(new, {**LINKS, "links-0-url": "javascript:alert(1)", "links-1-url": ""})
    assert wrong.status_code == 422
    assert set(wrong.context["form"].errors) == {"links-0-url", "links-1-url"}
    assert "常用链接" in wrong.content.decode()
    more = arranger.post(new, {**LINKS, "more": "yes"})
    assert 'name="links-5-title"' in more.content.decode()
    assert 'value="第二"' in more.content.decode()
    assert arranger.get(f"{address(housing)}new/?kind=nonsense").status_code == 404


def test_a_block_is_changed_in_its_place(arranger: Client, housing: api.PortalSite) -> None:
    here = address(housing)
    key = rows(arranger, here)[1]["id"]
    page = arranger.get(f"{here}{key}/")
    assert page.context["form"]["value-0-path"].value() == "news/headlines"
    said = {
        "value-rows": "1",
        "value-0-path": "news/notices",
        "value-0-title": "公告栏",
        "value-0-count": "",
        "value-0-place": "1",
    }
    assert arranger.post(f"{here}{key}/", said).status_code == 302
    arranger.post(here, {"step": "publish"})
    assert "公告栏" in public()
    assert "抽检公告" in public()


def test_large_text_has_a_version_of_its_own(arranger: Client, housing: api.PortalSite) -> None:
    here = address(housing, part="elder")
    said = {"title": "看病", "links-rows": "1", "links-0-title": "约号", "links-0-url": "/h/", "links-0-place": "1"}
    arranger.post(f"{here}new/?kind=group", said)
    assert "看病" in arranger.get(f"{here}preview/").content.decode()
    arranger.post(here, {"step": "publish"})
    assert "看病" in public("?text=large")
    assert "看病" not in public("?text=")


def test_a_topic_is_drafted_composed_and_published(arranger: Client, housing: api.PortalSite) -> None:
    topics = f"/workbench/sites/{housing.pk}/topics/"
    said = {"title": "安全生产月", "slug": "safety", "organ": housing.organ_id, "opens_on": "2026-11-01"}
    assert arranger.post(f"{topics}new/", {**said, "closes_on": "2026-10-01"}).status_code == 422
    assert arranger.post(f"{topics}new/", said).status_code == 302
    topic = api.TopicPage.objects.get(slug="safety")
    assert Client().get("/sites/housing/safety/").status_code == 404
    here = address(housing, topic)
    chosen = {
        "title": "选读",
        "articles-rows": "2",
        "articles-0-article": "news/notices/newer",
        "articles-0-place": "1",
    }
    assert arranger.post(f"{here}new/?kind=articles", chosen).status_code == 302
    arranger.post(here, {"step": "publish"})
    assert "抽检公告" in public("safety/")
    assert (
        arranger.post(f"{topics}{topic.pk}/", {**said, "title": "安全月", "closes_on": "2026-11-02"}).status_code == 302
    )
    assert "已归档" in public("safety/")


def test_a_picture_is_brought_and_drawn_small(arranger: Client, housing: api.PortalSite) -> None:
    drawn = BytesIO()
    Image.new("RGB", (1200, 600), "navy").save(drawn, "PNG")
    sent = SimpleUploadedFile("屋顶.png", drawn.getvalue())
    media = f"/workbench/sites/{housing.pk}/media/"
    assert arranger.post(media, {"file": SimpleUploadedFile("a.txt", b"text"), "title": "x"}).status_code == 422
    assert arranger.post(media, {"file": sent, "title": "蓝色的屋顶"}).status_code == 302
    where = arranger.get(media).context["media"][0].address
    arranger.post(f"{address(housing)}new/?kind=picture", {"url": where, "alt": "屋顶", "caption": ""})
    arranger.post(address(housing), {"step": "publish"})
    assert f'src="{where}' in public()
    small = Client().get(f"{where}?width=320")
    assert small.headers["Content-Type"] == "image/webp"
    assert Image.open(BytesIO(small.content)).width == 320
    assert Client().get(f"{where}?width=319").headers["Content-Type"] == "image/png"


def test_pages_of_other_sites_are_not_there(world: World, arranger: Client, housing: api.PortalSite) -> None:
    strange = sample_topic(city_site(world))
    for where in ("", "preview/"):
        assert arranger.get(address(housing, strange, where)).status_code == 404
    assert arranger.post(address(housing, strange), {"step": "publish"}).status_code == 404
    assert arranger.get(address(api.PortalSite.objects.get(key="city"), strange)).status_code == 404
