"""A site of the city that is in order in its pages and in its records, and faults of every kind that tests plant in both."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from mingtang.config.tests.mirrored_site import Mirror
from mingtang.domains.interaction.messages.models import Message
from mingtang.domains.interaction.messages.tests.mailroom import Mailroom
from mingtang.domains.portal.sites.api import (
    ArticlePage,
    ColumnPlan,
    PortalSite,
    SiteDetails,
    compose_home,
    load_pages,
    open_site,
)
from mingtang.domains.portal.sites.tests.city_site import article
from mingtang.domains.services.catalogue.api import guide_address
from mingtang.domains.services.catalogue.tests.offers import RICH, offer
from mingtang.kernel.cases.api import Case
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.search.api import rebuild
from mingtang.lib.identifiers import make_identity_number
from mingtang.lib.inspection.kinds import Kind
from mingtang.lib.inspection.tests.small_site import reply, slow
from tests.world import World

HOME = "/sites/city/"
NEWS = 10
NEGLECTED = ("notices", "personnel", "prices", "plans")
COLUMNS = (
    ("notices", "通知公告", 3), ("personnel", "人事信息", 3), ("plans", "规划计划", 3), ("prices", "市场行情", 3), ("data", "数据发布", 3),
)  # fmt: skip
Planted = tuple[Kind, str]


class InspectedCity:
    """The site, its letters and its guides, all in order."""

    def __init__(self, world: World) -> None:
        self.world, self.organ = world, world.organ("housing-bureau")
        details = SiteDetails(
            key="city", name="和源市住房和城乡建设局", kind="portal", host="city.heyuan.example", code="9901000001", organ=self.organ, hub=True,
            phone="12345", icp_number="江岭ICP备00000001号", police_number="江岭公网安备 99010002000001号",
        )  # fmt: skip
        self.portal: PortalSite = open_site(SYSTEM, details, on=timezone.localdate())
        load_pages(SYSTEM, self.portal, list(self._columns()))
        lists = [{"path": path, "count": 6} for path in ("news", *(slug for slug, _, _ in COLUMNS))]
        blocks = [
            {"type": "ask", "value": {"title": "今天想办什么事？", "lead": "", "chips": []}},
            {"type": "lists", "value": lists},
        ]
        compose_home(SYSTEM, self.portal, blocks)
        rebuild(["article"])
        self.mailroom = Mailroom(world)
        self.mailroom.answered()
        self.items = [offer(self.organ, f"事项{number}", **RICH) for number in range(6)]

    def _columns(self) -> Iterator[ColumnPlan]:
        kept = {"organ": self.organ, "column_type": "news"}
        news = [article(self.organ, f"n{number}", f"第{number}号要闻", days_ago=number) for number in range(NEWS)]
        yield ColumnPlan(slug="news", title="要闻", articles=news, **kept)
        for slug, title, count in COLUMNS:
            inside = [
                article(self.organ, f"{slug}-{number}", f"{title}第{number}号", days_ago=number + 2)
                for number in range(count)
            ]
            yield ColumnPlan(slug=slug, title=title, column_type=slug, articles=inside, organ=self.organ)
        rules = [
            article(
                self.organ, f"d{number}", f"第{number}号办法", days_ago=20, document_number=f"和政发〔2026〕{number}号"
            )
            for number in range(3)
        ]
        yield ColumnPlan(slug="documents", title="政策文件", column_type="policies", articles=rules, organ=self.organ)
        told = [
            article(self.organ, f"i{number}", f"第{number}号办法的解读", days_ago=19, interprets=f"documents/d{number}")
            for number in range(3)
        ]
        yield ColumnPlan(
            slug="interpretation", title="政策解读", column_type="interpretation", articles=told, organ=self.organ
        )

    def neglect(self) -> set[Planted]:
        """Plant faults in the records: of some an attentive visitor sees as much, of others the records alone know."""
        return {*self._neglected_pages(), *self._neglected_letters(), *self._poor_guides()}

    def _neglected_pages(self) -> Iterator[Planted]:
        now = timezone.now()
        for slug, kind, days in (
            ("notices", Kind.STALE_NOTICES, 200), ("personnel", Kind.STALE_COLUMN, 400), ("prices", Kind.STALE_COLUMN, 20),
        ):  # fmt: skip
            self._articles(slug).update(publish_date=now - timedelta(days=days))
            yield kind, f"{HOME}{slug}/"
        self._articles("plans").update(expire_at=now - timedelta(hours=1))
        yield Kind.EMPTY_COLUMN, f"{HOME}plans/"
        self._articles("interpretation").filter(slug="i1").update(interprets=None)
        yield Kind.NO_INTERPRETATION, f"{HOME}documents/d1/"

    def _articles(self, column: str) -> Any:
        return ArticlePage.objects.filter(url_path__startswith=f"{self.portal.root_path}{column}/")

    def _neglected_letters(self) -> Iterator[Planted]:
        for kind, days in ((Kind.UNANSWERED, 120), (Kind.WAITING, 40)):
            sent = self.mailroom.sent(title=kind.words)
            Message.objects.filter(pk=sent.pk).update(received_at=timezone.now() - timedelta(days=days))
            yield kind, _letter(sent)
        late = self.mailroom.sent(title="迟")
        Case.objects.filter(pk=late.case_id).update(due_at=timezone.now() - timedelta(days=1))
        yield Kind.LATE_REPLY, _letter(late)
        evasive = self.mailroom.answered(title="推")
        Message.objects.filter(pk=evasive.pk).update(reply="您的来信已收悉，请咨询有关部门。")
        yield Kind.EVASIVE_REPLY, _letter(evasive)

    def _poor_guides(self) -> Iterator[Planted]:
        poor = offer(self.organ, "说不清的事项", task_type="01", link_way="12345")
        yield Kind.INCOMPLETE_GUIDE, guide_address(poor)


def _letter(message: Message) -> str:
    return f"/interaction/#{message.number}"


def tamper(mirror: Mirror) -> set[Planted]:
    """Plant faults in the pages as they are served, nearly each on a page of its own."""
    mirror.answers |= {
        "/mark.png": reply(200, "image/png", b"\x89PNG"), "/broken": reply(500, "text/html", b"x"), "/slow": slow,
        "/round": reply(302, "text/html", b"", "Location: /round"), "/none.doc": reply(200, "application/msword", b""),
    }  # fmt: skip
    return {*_insert(mirror), *_take_away(mirror), *_misdate(mirror), *_beside(mirror)}


def _insert(mirror: Mirror) -> Iterator[Planted]:
    number = make_identity_number("990100", date(1980, 1, 1), 123)
    for place, (kind, markup) in enumerate((
        (Kind.DEAD_LINK, '<a href="/sites/city/gone/">细则</a>'), (Kind.SERVER_ERROR, '<a href="/broken">查询</a>'),
        (Kind.LATE_PAGE, '<a href="/slow">统计</a>'), (Kind.REDIRECT_LOOP, '<a href="/round">专题</a>'),
        (Kind.DEAD_EXTERNAL, '<a href="https://nowhere.invalid/">友情链接</a>'), (Kind.EMPTY_LINK, '<a href="">更多</a>'),
        (Kind.INTERNAL_ADDRESS, '<a href="http://192.168.0.1/admin">后台</a>'), (Kind.BROKEN_IMAGE, '<img src="/none.png" alt="图">'),
        (Kind.BROKEN_ATTACHMENT, '<a href="/none.pdf">附件</a>'), (Kind.DAMAGED_ATTACHMENT, '<a href="/none.doc">附件</a>'),
        (Kind.BROKEN_RESOURCE, '<script src="/none.js"></script>'), (Kind.NO_ALT, '<img src="/mark.png">'),
        (Kind.AUTOPLAY, '<video src="/film.mp4" autoplay></video>'), (Kind.PERSONAL_DATA, f"<p>{number}</p>"),
    )):  # fmt: skip
        path = f"{HOME}news/n{place % 7}/"
        mirror.spoil(path, '<div class="article-body">', f'<div class="article-body">{markup}')
        yield kind, path


def _take_away(mirror: Mirror) -> Iterator[Planted]:
    for place, (kind, old) in enumerate((
        (Kind.NO_SITE_TAGS, 'name="SiteIDCode"'), (Kind.NO_ARTICLE_TAGS, 'name="ContentSource"'), (Kind.NO_BREADCRUMB, "当前位置"),
        (Kind.NOT_FOR_PHONES, 'name="viewport"'), (Kind.NO_SOURCE, "来源："), (Kind.NO_PUBLISH_DATE, "发布时间："),
    )):  # fmt: skip
        mirror.spoil(f"{HOME}news/n{place}/", old, "")
        yield kind, f"{HOME}news/n{place}/"
    for path, kind, old in (
        ("data/", Kind.NO_COLUMN_TAGS, 'name="ColumnKeywords"'), ("data/data-0/", Kind.NO_SITE_CODE, '<dd class="num">9901000001</dd>'),
        ("data/data-1/", Kind.NO_RECORD_NUMBER, "江岭ICP备00000001号"), ("data/data-2/", Kind.NO_POLICE_RECORD, "江岭公网安备 99010002000001号"),
        ("documents/d0/", Kind.NO_PARTY_MARK, "党政机关"), ("documents/", Kind.NO_ERROR_ENTRY, "政府网站找错"),
        ("documents/d2/", Kind.NO_ORGANISER, "<dt>主办</dt>"), ("interpretation/i0/", Kind.NO_CONTACT, "<dt>热线</dt>"),
        ("interpretation/i2/", Kind.NO_SITE_MAP, "网站地图"),
    ):  # fmt: skip
        mirror.spoil(f"{HOME}{path}", old, "")
        yield kind, f"{HOME}{path}"
    text = mirror.pages[f"{HOME}interpretation/"]
    mirror.pages[f"{HOME}interpretation/"] = re.sub("<title>.*?</title>", "<title></title>", text, flags=re.DOTALL)
    yield Kind.NO_TITLE, f"{HOME}interpretation/"


def _misdate(mirror: Mirror) -> Iterator[Planted]:
    today = timezone.localdate()
    for place, kind in ((7, Kind.DATES_DISAGREE), (8, Kind.FUTURE_DATE)):
        path, shown = f"{HOME}news/n{place}/", today - timedelta(days=place)
        if kind is Kind.FUTURE_DATE:
            mirror.spoil(path, str(shown), str(today + timedelta(days=5)))
        else:
            mirror.spoil(
                path, f'name="PubDate" content="{shown}', f'name="PubDate" content="{shown - timedelta(days=1)}'
            )
        yield kind, path
    for path, kind in (("", Kind.STALE_HOME), ("news/", Kind.STALE_NEWS)):
        text = mirror.pages[f"{HOME}{path}"]
        mirror.pages[f"{HOME}{path}"] = re.sub(r"20\d\d-\d\d-\d\d", str(today - timedelta(days=30)), text)
        yield kind, f"{HOME}{path}"


def _beside(mirror: Mirror) -> Iterator[Planted]:
    path = f"{HOME}news/n9/"
    mirror.answers[path] = reply(200, "text/html", mirror.pages.pop(path).encode("gb18030"))
    yield Kind.GARBLED, path
    mirror.answers |= {
        path: reply(200, "text/html", b"<main>nothing</main>")
        for path in mirror.answers
        if path.startswith("/search/?")
    }
    yield Kind.SEARCH_MISSES, HOME
    mirror.answers[f"{HOME}mingtang-no-such-page"] = reply(404, "text/html", b"Not Found")
    yield Kind.UNFRIENDLY_ERROR, HOME
