"""A film with poster and captions, a gallery, and a sheet to be printed, on the sites of the demonstration city."""

from typing import Any

import typst
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from mingtang.config.demo.city import DATA, City
from mingtang.domains.portal.sites.api import (
    ArticlePage,
    ArticleText,
    ColumnPage,
    PortalSite,
    Publication,
    TextFile,
    add_medium,
    publish_articles,
)
from mingtang.kernel.content.api import File, store_file
from mingtang.kernel.directory.actor import AccountActor
from mingtang.kernel.directory.queries import appointments_of
from mingtang.kernel.evidence.api import SYSTEM

BROUGHT_BY = "permit-officer"
FILES = DATA / "portal" / "files"
FILM, GALLERY, SHEET = "视频：冬小麦浇水看三样", "组图：一座城的三幅画", "开餐馆常见问题（可下载打印）"
SPOKEN = "冬小麦浇水看三样。看墒情，日平均气温 3 ℃ 以上再浇。先看土，表土干两指深，攥不成团。再看天，选晴天上午，浇小水。浇后锄划，破板结，保墒情。"


@transaction.atomic
def load_media(city: City) -> None:
    """Publish them, unless they are there."""
    known = set(ArticlePage.objects.filter(title__in=(FILM, GALLERY, SHEET)).values_list("title", flat=True))
    sites = {site.key: site for site in PortalSite.objects.select_related("site__root_page", "organ")}
    if FILM not in known and "agriculture" in sites:
        _publish(sites["agriculture"], "videos/lessons", _film(city, sites["agriculture"]))
    if GALLERY not in known and "city" in sites:
        _publish(sites["city"], "news/departments", _gallery())
    if SHEET not in known and "city" in sites:
        _publish(sites["city"], "disclosure/interpretation", _sheet(city, sites["city"]))


def _publish(portal: PortalSite, inner: str, text: ArticleText) -> None:
    column = ColumnPage.objects.get(url_path=f"{portal.root_path}{inner}/")
    publish_articles(SYSTEM, portal, [Publication(column, portal.organ, text)])


def _film(city: City, portal: PortalSite) -> ArticleText:
    """The film, its poster and captions are media of the site; the words are on the page for whoever does not hear."""
    words = {"mp4": "冬小麦浇水的短片", "webp": "短片封面：麦田上写着“冬小麦浇水”", "vtt": "短片的字幕"}
    media = {kind: add_medium(SYSTEM, portal, _kept(city, kind), title=title).address for kind, title in words.items()}
    video = {
        "title": "冬小麦浇水看三样", "url": media["mp4"], "poster": media["webp"], "captions": media["vtt"],
        "length": "12 秒", "summary": SPOKEN,
    }  # fmt: skip
    body: list[dict[str, Any]] = [
        {"type": "paragraph", "value": "浇不浇、什么时候浇、浇多少，看土、看天、看苗。"},
        {"type": "video", "value": video},
    ]
    return ArticleText(
        title=FILM, source="市农业农村局", editor="农业频道编辑部", summary="一分钟学会看墒情浇越冬水。", body=body,
        picture=media["webp"], picture_alt=words["webp"],
    )  # fmt: skip


def _kept(city: City, kind: str) -> File:
    return _stored(city, f"冬小麦浇水.{kind}", (FILES / f"winter-wheat.{kind}").read_bytes())


def _stored(city: City, name: str, content: bytes) -> File:
    """A file that an official has brought."""
    account = city.officials[BROUGHT_BY]
    actor = AccountActor(account, appointment=appointments_of(account.person, timezone.localdate()).first())
    return store_file(actor, SimpleUploadedFile(name, content))


def _gallery() -> ArticleText:
    scenes = {
        "scene-hub": "弧形屋面下的枢纽大厅和公交站场",
        "scene-hall": "从一张表单通向五个办事环节的流程图",
        "scene-field": "山前的梯田和村舍",
    }
    pictures = [{"url": f"/static/ui/images/{name}.svg", "alt": alt, "caption": alt} for name, alt in scenes.items()]
    return ArticleText(
        title=GALLERY, source="市文化和旅游局", editor="许青禾", summary="枢纽、大厅和田野。",
        body=[{"type": "gallery", "value": pictures}], picture=pictures[0]["url"], picture_alt=pictures[0]["alt"],
    )  # fmt: skip


def _sheet(city: City, portal: PortalSite) -> ArticleText:
    made: Any = typst.compile((FILES / "questions.typ").read_bytes(), font_paths=[str(settings.FONTS)], timestamp=0)  # type: ignore[misc]
    file = _stored(city, "开餐馆常见问题.pdf", bytes(made))
    return ArticleText(
        title=SHEET, source="市市场监管局", editor="许青禾", summary="三个常见问题，一张纸说清。",
        body=[{"type": "paragraph", "value": "把大家常问的问题印在一张纸上，可以下载打印，贴在店里。"}],
        interprets=ArticlePage.objects.filter(url_path=f"{portal.root_path}disclosure/documents/catering/").first(),
        interpretation_form="text", files=[TextFile(file, "开餐馆常见问题")],
    )  # fmt: skip
