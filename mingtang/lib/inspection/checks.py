"""What is wrong with a page by itself: pure functions over what was read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from urllib.parse import urlsplit

from mingtang.lib.identifiers import is_identity_number
from mingtang.lib.inspection.indicators import Freshness
from mingtang.lib.inspection.kinds import Kind
from mingtang.lib.inspection.pages import Page, dates_in
from mingtang.lib.inspection.signs import ColumnAge

SITE_TAGS = ("SiteName", "SiteDomain", "SiteIDCode")
COLUMN_TAGS = ("ColumnName", "ColumnType", "ColumnDescription", "ColumnKeywords")
ARTICLE_TAGS = ("ArticleTitle", "PubDate", "ContentSource")
GUIDE_ELEMENTS = ("事项名称", "设定依据", "申请条件", "办理材料", "办理地点", "办理时间", "联系电话", "办理流程")
MOST_MISSING_ELEMENTS = 3
"""A guide that lacks four key elements counts as incomplete (indicator V6 of 2019)."""

_IDENTITY = re.compile(r"(?<![\dXx])\d{17}[\dXx](?![\dXx])")
_MARKS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.NO_SITE_CODE, re.compile(r"标识码\s*[:：]?\s*(?:bm)?\d{8,10}")),
    (Kind.NO_RECORD_NUMBER, re.compile(r"ICP备\s*\d{5,10}号")),
    (Kind.NO_POLICE_RECORD, re.compile(r"公网安备\s*\d{14}号")),
    (Kind.NO_ORGANISER, re.compile(r"主办(?:单位)?\s*[:：]?\s*\S")),
    (Kind.NO_CONTACT, re.compile(r"(?:电话|联系方式|热线)\s*[:：]?\s*[\d(（]")),
)
_ENTRIES = ((Kind.NO_ERROR_ENTRY, "找错"), (Kind.NO_SITE_MAP, "网站地图"))
_PARTY_MARK = ("bszs.conac.cn", "党政机关")
_UNFINISHED = re.compile(r"(?:正在|页面|栏目)建设中|暂无(?:内容|信息|数据)|敬请期待")
_EMPTY = re.compile(r"还没有(?:内容|信息|文章)")
_HARDLY_ANYTHING = 40
"""Characters beside headings below which a column without links says nothing."""


class Role(Enum):
    """What a page is for."""

    HOME = "首页"
    COLUMN = "栏目"
    ARTICLE = "内容"
    OTHER = "其他"


@dataclass(frozen=True)
class Fault:
    """One finding with its evidence: what is at fault (`url`), where it stands (`page`), the answer, and an excerpt."""

    kind: Kind
    url: str
    page: str
    excerpt: str = ""
    status: int = 0
    on_home: bool = False

    @property
    def key(self) -> tuple[Kind, str, str]:
        """What makes it the same finding when it is seen again."""
        return self.kind, self.url, self.page


def role_of(page: Page, home: str) -> Role:
    """What a page is for, by its address, its tags and, where it has none, by its words."""
    if page.url == home:
        return Role.HOME
    if "articletitle" in page.tags or ("发布时间" in page.own_text and "columnname" not in page.tags):
        return Role.ARTICLE
    return Role.COLUMN if "columnname" in page.tags or "columntype" in page.tags else Role.OTHER


def faults_of(page: Page, role: Role, today: date, freshness: Freshness) -> Iterator[Fault]:
    """All faults that the page shows by itself, whatever it leads to."""
    if page.is_misread:  # nothing else that is read on it can be believed
        yield Fault(Kind.GARBLED, page.url, page.url, page.own_text[:80], 200, role is Role.HOME)
        return
    found = [*_tags(page, role), *_marks(page), *_hygiene(page), *_contents(page)]
    if role is Role.HOME:
        found += _home(page, today, freshness)
    elif role is Role.COLUMN:
        found += _column(page, today, freshness)
    elif role is Role.ARTICLE:
        found += _article(page, today)
    for kind, excerpt in found:
        yield Fault(kind, page.url, page.url, excerpt[:300], 200, role is Role.HOME)


Found = Iterator[tuple[Kind, str]]


def _tags(page: Page, role: Role) -> Found:
    wanted: dict[Kind, tuple[str, ...]] = {Kind.NO_SITE_TAGS: SITE_TAGS}
    if role is Role.COLUMN:
        wanted[Kind.NO_COLUMN_TAGS] = COLUMN_TAGS
    if role is Role.ARTICLE:
        wanted[Kind.NO_ARTICLE_TAGS] = ARTICLE_TAGS
    for kind, names in wanted.items():
        if missing := [name for name in names if not page.tags.get(name.lower())]:
            yield kind, f"缺少：{'、'.join(missing)}"
    if not page.title:
        yield Kind.NO_TITLE, "title 为空"


def _marks(page: Page) -> Found:
    for kind, pattern in _MARKS:
        if not pattern.search(page.text):
            yield kind, "页脚没有找到"
    words = " ".join(link.words for link in page.links)
    for kind, entry in _ENTRIES:
        if entry not in words:
            yield kind, f"没有“{entry}”链接"
    shown = [page.foot_text, *(f"{link.words} {link.url}" for link in page.links)]
    if not any(mark in each for each in shown for mark in _PARTY_MARK):
        yield Kind.NO_PARTY_MARK, "页脚没有党政机关标识"


def _hygiene(page: Page) -> Found:
    for url, has_alt in page.images:
        if not has_alt:
            yield Kind.NO_ALT, url
    for link in page.links:
        if not link.url:
            yield Kind.EMPTY_LINK, f"链接“{link.words}”没有地址"
    if page.plays_alone:
        yield Kind.AUTOPLAY, "音频或视频打开即播放"
    if "viewport" not in page.tags:
        yield Kind.NOT_FOR_PHONES, "缺少 viewport"
    if page.is_garbled:
        yield Kind.GARBLED, page.own_text[:80]
    loaded = [*page.resources, *(url for url, _ in page.images)]
    if page.url.startswith("https:") and (plain := [url for url in loaded if urlsplit(url).scheme == "http"]):
        yield Kind.MIXED_CONTENT, "、".join(plain[:3])


def _contents(page: Page) -> Found:
    for number in _IDENTITY.findall(page.text):
        if is_identity_number(number.upper()):
            yield Kind.PERSONAL_DATA, f"{number[:6]}********{number[-4:]}"


def _home(page: Page, today: date, freshness: Freshness) -> Found:
    if (idle := idle_days(page, today)) is None:
        yield Kind.STALE_HOME, "首页没有带日期的内容"
    elif idle > freshness.home_days:
        yield Kind.STALE_HOME, f"最近的日期在 {idle} 天前"


def idle_days(page: Page, today: date) -> int | None:
    """Days since the newest date on the page that is not in the future; None where nothing is dated."""
    newest = newest_date(page, today)
    return (today - newest).days if newest else None


def newest_date(page: Page, today: date) -> date | None:
    """The newest date on the page that is not in the future."""
    return max((day for day in page.dates if day <= today), default=None)


def _column(page: Page, today: date, freshness: Freshness) -> Found:
    yield from _breadcrumb(page)
    if unfinished := _UNFINISHED.search(page.own_text):
        yield Kind.UNDER_CONSTRUCTION, unfinished.group()
        return
    idle, limit = idle_days(page, today), freshness.of_column(_column_words(page))
    says_little = len(page.own_text) < _HARDLY_ANYTHING and not page.has_facts
    if idle is None and (says_little or _EMPTY.search(page.own_text)):
        yield Kind.EMPTY_COLUMN, page.own_text
    elif limit and idle is None:
        yield limit[0], "栏目没有带日期的内容"
    elif limit and idle is not None and idle > limit[1]:
        yield limit[0], f"最近的日期在 {idle} 天前，应在 {limit[1]} 天内更新"


def column_age(page: Page, today: date, freshness: Freshness) -> ColumnAge | None:
    """How old a column is; None for one of which age says nothing, and for one without dates."""
    limit, newest = freshness.of_column(_column_words(page)), newest_date(page, today)
    if limit is None or newest is None:
        return None
    return ColumnAge(page.url, page.tags.get("columnname", "") or page.title, newest, limit[1])


def _column_words(page: Page) -> str:
    return f"{page.tags.get('columnname', '')} {page.tags.get('columntype', '')}"


def _breadcrumb(page: Page) -> Found:
    if not any("当前位置" in each for each in (page.text, *page.landmarks)):
        yield Kind.NO_BREADCRUMB, "没有“当前位置”"


def _article(page: Page, today: date) -> Found:
    yield from _breadcrumb(page)
    if "来源" not in page.own_text:
        yield Kind.NO_SOURCE, "正文前没有“来源”"
    shown = list(dates_in(page.own_text.partition("发布时间")[2][:20]))
    if not shown:
        yield Kind.NO_PUBLISH_DATE, "没有“发布时间”"
    told = list(dates_in(page.tags.get("pubdate", "")))
    if shown and told and shown[0] != told[0]:
        yield Kind.DATES_DISAGREE, f"页面显示 {shown[0]}，标签为 {told[0]}"
    if any(day > today for day in (*shown[:1], *told[:1])):
        yield Kind.FUTURE_DATE, f"{max((*shown[:1], *told[:1]))}"
    yield from _guide(page)


def _guide(page: Page) -> Found:
    if "办事指南" in page.tags.get("columntype", ""):
        missing = [each for each in GUIDE_ELEMENTS if each not in page.own_text]
        if len(missing) > MOST_MISSING_ELEMENTS:
            yield Kind.INCOMPLETE_GUIDE, f"缺少：{'、'.join(missing)}"
