"""A survey of a site from outside: its pages breadth first, what they lead to, its search and its error page."""

import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import quote, urljoin, urlsplit

from mingtang.lib.inspection.checks import Fault, Role, column_age, faults_of, newest_date, role_of
from mingtang.lib.inspection.indicators import Freshness
from mingtang.lib.inspection.kinds import OF_THE_NETWORK, Kind
from mingtang.lib.inspection.pages import Link, Page
from mingtang.lib.inspection.signs import ColumnAge
from mingtang.lib.inspection.visiting import USUAL, Pace, Place, Spent, Visit, Visitor

_NOWHERE = "mingtang-no-such-page"
_SIGNATURES = {
    ".pdf": (b"%PDF",),
    ".ofd": (b"PK",),
    ".docx": (b"PK",),
    ".xlsx": (b"PK",),
    ".pptx": (b"PK",),
    ".zip": (b"PK",),
}
_LEAST_CUT = 64 * 1024
"""Bodies are cut at the bound of the pace, which is longer than this: what is shorter than announced was cut elsewhere."""
_MARKUP = (b"<!doctype", b"<html")


@dataclass
class Survey:
    """What was found: `complete` tells whether everything was looked at, which begins with the home page; `newest` is the
    newest date on that.
    """

    home: str
    pages: int = 0
    requests: int = 0
    complete: bool = True
    newest: date | None = None
    columns: list[ColumnAge] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def survey(
    place: Place, freshness: Freshness, today: date, pace: Pace = USUAL, *, rest: Callable[[float], None] = time.sleep
) -> Survey:
    """Look at a whole site within `pace`. Whatever failed is asked once more before it is told."""
    return _Surveyor(place, freshness, today, pace, rest).run()


def still_fails(fault: Fault, place: Place, pace: Pace = USUAL) -> bool:
    """Whether a fault of the network is there when the address is asked again."""
    visit = Visitor(place, replace(pace, pause=0)).visit(fault.url)
    return visit.fault is not None


def still_there(fault: Fault, place: Place, freshness: Freshness, today: date, pace: Pace = USUAL) -> bool:
    """Whether a fault is found when its page is looked at again; what only a whole survey can tell is taken to be there."""
    if fault.kind in OF_THE_NETWORK:
        return still_fails(fault, place, pace)
    return _Surveyor(place, freshness, today, pace, time.sleep).finds(fault)


class _Surveyor:
    def __init__(
        self, place: Place, freshness: Freshness, today: date, pace: Pace, rest: Callable[[float], None]
    ) -> None:
        self.place, self.freshness, self.today, self.pace = place, freshness, today, pace
        self.visitor = Visitor(place, pace, rest=rest)
        self.result = Survey(place.home)
        self._waiting, self._known = deque([place.home]), {place.home}
        self._externals: set[str] = set()
        self._suspects: list[Fault] = []
        self._columns: set[str] = set()
        self._home: Page | None = None
        self._published = ""

    def run(self) -> Survey:
        try:
            self._walk()
            self.result.complete = self._home is not None
            if self._home is not None:
                self._look_at_search(self._home)
                self._look_at_error_page()
            self.result.faults += [each for each in self._suspects if self._fails_again(each)]
        except Spent:
            self.result.complete = False
        self.result.requests = self.visitor.requests
        self.result.faults = list({each.key: each for each in self.result.faults}.values())
        return self.result

    def finds(self, fault: Fault) -> bool:
        """Whether `fault` is seen on its page alone."""
        if fault.kind is Kind.SEARCH_MISSES:
            return True
        try:
            visit = self.visitor.visit(fault.page)
            if not _is_page(visit):
                return True
            self._read(visit)
            self._look_at_error_page()
            if self._home is not None:
                self._look_at_search(self._home)
        except Spent:
            return True
        return any(each.key == fault.key for each in self.result.faults)

    def _walk(self) -> None:
        while self._waiting:
            if self.result.pages >= self.pace.pages:
                raise Spent
            url = self._waiting.popleft()
            visit = self.visitor.visit(url)
            if url == self.place.home and visit.fault:
                self._tell(Fault(visit.fault, url, url, visit.why, visit.status, on_home=True))
            elif _is_page(visit):
                self._read(visit)

    def _read(self, visit: Visit) -> None:
        assert visit.answer is not None
        page = Page(visit.url, visit.answer.body, visit.answer.kind)
        self.result.pages += 1
        role = self._role(page)
        if role is Role.HOME:
            self.result.newest = newest_date(page, self.today)
        if role is Role.COLUMN and (age := column_age(page, self.today, self.freshness)):
            self.result.columns.append(age)
        if role is Role.ARTICLE and not self._published:
            self._published = page.tags.get("articletitle", "")
        for fault in faults_of(page, role, self.today, self.freshness):
            self._tell(fault)
        for fault in self._faults_behind(page, role):
            self._tell(fault)
        if role is Role.HOME:
            self._home = page

    def _role(self, page: Page) -> Role:
        """What a page is for. Further pages of a column are older by nature: the first one tells its age."""
        role, path = role_of(page, self.place.home), urlsplit(page.url).path
        if role is Role.COLUMN:
            role = Role.OTHER if path in self._columns else role
            self._columns.add(path)
        return role

    def _faults_behind(self, page: Page, role: Role) -> Iterator[Fault]:
        """What a page leads to and includes; pages of the site are remembered for the walk."""
        for link in page.links:
            if link.url and (found := self._behind(link)):
                yield Fault(found[0], link.url, page.url, f"“{link.words}”：{found[1]}", found[2], role is Role.HOME)
        included = [(url, Kind.BROKEN_IMAGE) for url, _ in page.images] + [
            (url, Kind.BROKEN_RESOURCE) for url in page.resources
        ]
        for url, kind in included:
            if self._may_ask(url) and (visit := self.visitor.visit(url)).fault:
                yield Fault(kind, url, page.url, visit.why, visit.status, role is Role.HOME)

    def _behind(self, link: Link) -> tuple[Kind, str, int] | None:
        if not self._may_ask(link.url):
            return None
        visit = self.visitor.visit(link.url)
        if link.is_attachment:
            return _attachment(visit)
        if visit.fault is None:
            self._remember(visit)
            return None
        if visit.fault is Kind.INTERNAL_ADDRESS or self.place.serves(link.url):
            return visit.fault, visit.why, visit.status
        return Kind.DEAD_EXTERNAL, visit.why, visit.status

    def _remember(self, visit: Visit) -> None:
        if self.place.holds(visit.url) and visit.url not in self._known:
            self._known.add(visit.url)
            self._waiting.append(visit.url)

    def _may_ask(self, url: str) -> bool:
        """Addresses of its server always; of others so many as the pace allows."""
        if self.place.serves(url) or url in self._externals:
            return True
        if len(self._externals) >= self.pace.externals:
            return False
        self._externals.add(url)
        return True

    def _look_at_error_page(self) -> None:
        """What the site says of an address that does not exist."""
        url = urljoin(self.place.home, _NOWHERE)
        visit = self.visitor.visit(url)
        page = Page(visit.url, visit.answer.body, visit.answer.kind) if visit.answer else None
        homes = {self.place.home, urljoin(self.place.home, "/")}
        leads_home = page is not None and any(link.url in homes for link in page.links)
        if visit.status != 404 or not leads_home:
            why = f"不存在的地址返回 {visit.status}" + ("" if leads_home else "，页面没有回首页的链接")
            self._tell(Fault(Kind.UNFRIENDLY_ERROR, url, self.place.home, why, visit.status))

    def _look_at_search(self, home: Page) -> None:
        """Whether the site finds something that it published."""
        form = home.search_form
        if form is None:
            self._tell(Fault(Kind.NO_SEARCH, home.url, home.url, "首页没有搜索框", 200, on_home=True))
            return
        if not self._published or not self.place.serves(form.action):
            return
        url = f"{form.action}{'&' if '?' in form.action else '?'}{quote(form.field)}={quote(self._published)}"
        visit = self.visitor.visit(url)
        found = Page(visit.url, visit.answer.body, visit.answer.kind).own_links if visit.answer else []
        if not any(self._published in link.words for link in found):
            self._tell(Fault(Kind.SEARCH_MISSES, url, home.url, f"搜索“{self._published}”没有结果", visit.status))

    def _tell(self, fault: Fault) -> None:
        (self._suspects if fault.kind in OF_THE_NETWORK else self.result.faults).append(fault)

    def _fails_again(self, fault: Fault) -> bool:
        return self.visitor.again(fault.url).fault is not None


def _is_page(visit: Visit) -> bool:
    return visit.answer is not None and visit.fault is None and "html" in visit.answer.kind.lower()


def _attachment(visit: Visit) -> tuple[Kind, str, int] | None:
    if visit.answer is None or visit.fault is not None:
        return Kind.BROKEN_ATTACHMENT, visit.why, visit.status
    body, length = visit.answer.body, visit.answer.length
    ending = "." + visit.url.rpartition(".")[2].lower()
    signatures = _SIGNATURES.get(ending, ())
    is_other = bool(signatures) and not body.startswith(signatures)
    if length is not None and len(body) < length and len(body) < _LEAST_CUT:
        return Kind.DAMAGED_ATTACHMENT, f"只传来 {len(body)} 字节，应有 {length} 字节", visit.status
    if not body or is_other or body[:200].lower().lstrip().startswith(_MARKUP):
        return Kind.DAMAGED_ATTACHMENT, "文件为空" if not body else "内容与扩展名不符", visit.status
    return None
