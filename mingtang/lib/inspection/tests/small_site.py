"""A small government site that is in order, and the faults that tests plant in it, each in a place of its own."""

import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

from mingtang.lib.crypto.certificates import Name, Term, issue_root
from mingtang.lib.crypto.keys import KeyKind, generate_key, to_pem
from mingtang.lib.identifiers import make_identity_number
from mingtang.lib.inspection.checks import GUIDE_ELEMENTS
from mingtang.lib.inspection.kinds import Kind
from mingtang.lib.tests.web_server import server

ARTICLES = 33
SITE = '<meta name="SiteName" content="和源市人民政府"><meta name="SiteDomain" content="www.heyuan.example"><meta name="SiteIDCode" content="9901000001">'
VIEWPORT = '<meta name="viewport" content="width=device-width, initial-scale=1">'
MARK = '<a href="/mark.html"><img src="/mark.png" alt="党政机关"></a>'
FOOTER = (
    f"<footer><p>主办单位：和源市人民政府办公室 电话：0990-1234567</p><p>网站标识码：9901000001 示ICP备12345678号 "
    f'示公网安备99010002000001号</p>{MARK}<a href="/map.html">网站地图</a> <a href="/report.html">我为政府网站找错</a></footer>'
)
COLUMNS = {
    "news": ("政务要闻", "动态要闻", 3), "notices": ("通知公告", "通知公告", 30), "personnel": ("人事任免", "人事任免", 90),
    "profile": ("概况信息", "概况", 200), "documents": ("政策文件", "政策文件", 60), "plans": ("规划计划", "规划计划", 90),
}  # fmt: skip


def column_page(title: str, kind: str, own: str) -> str:
    tags = "".join(
        f'<meta name="Column{name}" content="{value}">'
        for name, value in (("Name", title), ("Type", kind), ("Description", f"{title}栏目"), ("Keywords", title))
    )
    return whole(title, tags, f'<p class="where">当前位置：<a href="/">首页</a> {title}</p><main>{own}</main>')


def article_page(no: int, day: date, more: str = "") -> str:
    title = f"第{no}号稿件"
    tags = f'<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="{day} 09:00"><meta name="ContentSource" content="市政府办公室">'
    own = (
        f'<p>当前位置：<a href="/">首页</a> 政务要闻</p><main><h1>{title}</h1>'
        f"<p>来源：市政府办公室 发布时间：{day} 09:00</p><p>本市各部门认真落实年度任务。</p>{more}</main>"
    )
    return whole(title, tags, own)


def whole(title: str, tags: str, own: str) -> str:
    return (
        f'<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>{title}</title>{SITE}{VIEWPORT}{tags}'
        f'<link rel="stylesheet" href="/site.css"></head><body><header><a href="/">首页</a></header>{own}{FOOTER}</body></html>'
    )


@dataclass
class SmallSite:
    """Its pages by path: text, or the bytes with their type; `odd` paths answer by themselves."""

    today: date
    pages: dict[str, str] = field(default_factory=dict)
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    odd: dict[str, Callable[[Any], None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        entries = "".join(
            f'<li><a href="/a/{no}.html">第{no}号稿件</a> {self.ago(2)}</li>' for no in range(1, ARTICLES + 1)
        )
        navigation = "".join(f'<a href="/{path}/">{title}</a>' for path, (title, _, _) in COLUMNS.items())
        search = '<form action="/search"><input type="search" name="q"><button>搜索</button></form>'
        self.pages["/"] = whole("和源市人民政府", "", f"<nav>{navigation}</nav>{search}<main><ul>{entries}</ul></main>")
        for path, (title, kind, age) in COLUMNS.items():
            own = f'<ul><li><a href="/a/1.html">第1号稿件</a> {self.ago(age)}</li></ul><p>这里是{title}栏目，按时间先后列出内容。</p>'
            self.pages[f"/{path}/"] = column_page(title, kind, own)
        for no in range(1, ARTICLES + 1):
            self.pages[f"/a/{no}.html"] = article_page(no, self.ago(2), '<img src="/mark.png" alt="现场">')
        elements = "".join(f"<p>{each}：见窗口告示</p>" for each in GUIDE_ELEMENTS)
        guide = article_page(99, self.ago(2), elements).replace(
            "</title>", '</title><meta name="ColumnType" content="办事指南">'
        )
        self.pages["/guide.html"] = guide
        attached = '<a href="/guide.html">办事指南</a><a href="/form.pdf">申请表</a>'
        self.pages["/a/1.html"] = article_page(1, self.ago(2), attached)
        for path, title in (("/map.html", "网站地图"), ("/report.html", "找错"), ("/mark.html", "党政机关标识")):
            self.pages[path] = whole(title, "", f"<main><p>{title}</p></main>")
        self.pages["/search?q=" + quote("第1号稿件")] = whole(
            "搜索", "", '<main><a href="/a/1.html">第1号稿件</a></main>'
        )
        self.files |= {
            "/site.css": ("text/css", b"a{}"),
            "/mark.png": ("image/png", b"\x89PNG"),
            "/form.pdf": ("application/pdf", b"%PDF-1.7"),
        }
        self.odd["/mingtang-no-such-page"] = reply(404, "text/html", whole("找不到", "", "<p>找不到</p>").encode())

    def ago(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def replace(self, path: str, old: str, new: str) -> None:
        assert old in self.pages[path], (path, old)
        self.pages[path] = self.pages[path].replace(old, new)

    def insert(self, no: int, markup: str) -> None:
        """Put something into an article."""
        self.replace(f"/a/{no}.html", "</main>", f"{markup}</main>")

    def shown(self) -> dict[str, Any]:
        texts = {path: reply(200, "text/html", text.encode()) for path, text in self.pages.items()}
        return texts | {path: reply(200, kind, body) for path, (kind, body) in self.files.items()} | self.odd


def reply(status: int, kind: str, body: bytes, *more: str) -> Callable[[Any], None]:
    head = "\r\n".join((f"HTTP/1.0 {status} x", f"Content-Type: {kind}", f"Content-Length: {len(body)}", *more, "", ""))
    return lambda out: out.write(head.encode() + body)


def slow(out: Any) -> None:
    """Answers too late."""
    time.sleep(0.8)


@contextmanager
def open_site(site: SmallSite, folder: Path) -> Iterator[str]:
    """The site on loopback by https; gives the address of its home page."""
    key, now = generate_key(KeyKind.ECDSA_P256), datetime.now(UTC)
    own = issue_root(key, Name.of(country="CN", common_name="x"), Term(now, now + timedelta(days=1)))
    (folder / "x.pem").write_text(to_pem("CERTIFICATE", own) + to_pem("PRIVATE KEY", key.pkcs8()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "x.pem")
    with server(site.shown(), context) as port:
        yield f"https://localhost:{port}/"


def plant(site: SmallSite) -> set[tuple[Kind, str]]:
    """Plant a fault of nearly every kind; gives the kinds with the pages on which they stand."""
    return {*_stale(site), *_dead(site), *_untagged(site), *_unmarked(site), *_careless(site)}


def _stale(site: SmallSite) -> Iterator[tuple[Kind, str]]:
    for path, kind, age, older in (
        ("/", Kind.STALE_HOME, 2, 20), ("/news/", Kind.STALE_NEWS, 3, 20), ("/notices/", Kind.STALE_NOTICES, 30, 200),
        ("/personnel/", Kind.STALE_COLUMN, 90, 400),
    ):  # fmt: skip
        site.replace(path, str(site.ago(age)), str(site.ago(older)))
        yield kind, path
    site.pages["/documents/"] = column_page("政策文件", "政策文件", "")
    yield Kind.EMPTY_COLUMN, "/documents/"
    site.pages["/plans/"] = column_page("规划计划", "规划计划", "<p>栏目建设中</p>")
    yield Kind.UNDER_CONSTRUCTION, "/plans/"


def _dead(site: SmallSite) -> Iterator[tuple[Kind, str]]:
    site.odd |= {
        "/broken": reply(500, "text/html", b"x"),
        "/slow": slow,
        "/round": reply(302, "text/html", b"", "Location: /round"),
    }
    site.files |= {"/page.pdf": ("application/pdf", b"<html>sign in</html>"), "/none.doc": ("application/msword", b"")}
    for no, (kind, markup) in enumerate((
        (Kind.DEAD_LINK, '<a href="/gone.html">细则</a>'), (Kind.SERVER_ERROR, '<a href="/broken">查询</a>'),
        (Kind.LATE_PAGE, '<a href="/slow">统计</a>'), (Kind.REDIRECT_LOOP, '<a href="/round">专题</a>'),
        (Kind.DEAD_EXTERNAL, '<a href="https://nowhere.invalid/">友情链接</a>'),
        (Kind.INTERNAL_ADDRESS, '<a href="http://192.168.0.1/admin">后台</a>'), (Kind.EMPTY_LINK, '<a href="">更多</a>'),
        (Kind.BROKEN_IMAGE, '<img src="/none.png" alt="图">'), (Kind.BROKEN_ATTACHMENT, '<a href="/none.pdf">附件</a>'),
        (Kind.DAMAGED_ATTACHMENT, '<a href="/page.pdf">附件</a>'), (Kind.BROKEN_RESOURCE, '<script src="/none.js"></script>'),
        (Kind.MIXED_CONTENT, '<script src="http://192.168.0.1/a.js"></script>'), (Kind.NO_ALT, '<img src="/mark.png">'),
        (Kind.AUTOPLAY, '<video src="/film.mp4" autoplay></video>'),
    ), start=2):  # fmt: skip
        site.insert(no, markup)
        yield kind, f"/a/{no}.html"
    yield Kind.BROKEN_RESOURCE, "/a/13.html"  # what is asked for in plain text cannot be had either


def _untagged(site: SmallSite) -> Iterator[tuple[Kind, str]]:
    for no, (kind, old) in enumerate((
        (Kind.NO_SITE_TAGS, '<meta name="SiteIDCode" content="9901000001">'),
        (Kind.NO_ARTICLE_TAGS, '<meta name="ContentSource" content="市政府办公室">'), (Kind.NO_TITLE, "<title>第18号稿件</title>"),
        (Kind.NOT_FOR_PHONES, VIEWPORT), (Kind.NO_SOURCE, "来源：市政府办公室"), (Kind.NO_PUBLISH_DATE, f"发布时间：{site.ago(2)} 09:00"),
        (Kind.NO_BREADCRUMB, "当前位置"),
    ), start=16):  # fmt: skip
        site.replace(f"/a/{no}.html", old, "")
        yield kind, f"/a/{no}.html"
    site.replace("/profile/", '<meta name="ColumnKeywords" content="概况信息">', "")
    yield Kind.NO_COLUMN_TAGS, "/profile/"
    site.replace("/a/23.html", f"发布时间：{site.ago(2)}", f"发布时间：{site.ago(1)}")
    yield Kind.DATES_DISAGREE, "/a/23.html"
    site.replace("/a/24.html", str(site.ago(2)), str(site.ago(-5)))
    yield Kind.FUTURE_DATE, "/a/24.html"


def _unmarked(site: SmallSite) -> Iterator[tuple[Kind, str]]:
    for no, (kind, old) in enumerate((
        (Kind.NO_SITE_CODE, "网站标识码：9901000001"), (Kind.NO_RECORD_NUMBER, "示ICP备12345678号"),
        (Kind.NO_POLICE_RECORD, "示公网安备99010002000001号"), (Kind.NO_PARTY_MARK, MARK),
        (Kind.NO_ERROR_ENTRY, '<a href="/report.html">我为政府网站找错</a>'), (Kind.NO_ORGANISER, "主办单位：和源市人民政府办公室"),
        (Kind.NO_CONTACT, "电话：0990-1234567"), (Kind.NO_SITE_MAP, '<a href="/map.html">网站地图</a>'),
    ), start=25):  # fmt: skip
        site.replace(f"/a/{no}.html", old, "")
        yield kind, f"/a/{no}.html"


def _careless(site: SmallSite) -> Iterator[tuple[Kind, str]]:
    site.files["/a/33.html"] = ("text/html", site.pages.pop("/a/33.html").encode("gb18030"))
    yield Kind.GARBLED, "/a/33.html"
    number = make_identity_number("990100", date(1980, 1, 1), 123)
    site.replace("/map.html", "</main>", f"<p>身份证号 {number}</p></main>")
    yield Kind.PERSONAL_DATA, "/map.html"
    for element in GUIDE_ELEMENTS[:4]:
        site.replace("/guide.html", element, "略")
    yield Kind.INCOMPLETE_GUIDE, "/guide.html"
    site.pages["/search?q=" + quote("第1号稿件")] = whole("搜索", "", "<main>没有结果</main>")
    yield Kind.SEARCH_MISSES, "/"
    site.odd["/mingtang-no-such-page"] = reply(404, "text/html", b"Not Found")
    yield Kind.UNFRIENDLY_ERROR, "/"
