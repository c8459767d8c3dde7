"""A page as inspection reads it: what it says of itself, what it leads to, and what is dated on it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from lxml import etree, html

_DATE = re.compile(r"(?<!\d)(20\d\d)\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_TODAY = re.compile(r"今天是?[^<]{0,12}20\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?")
_SAFE = "/%:=&?~#+!$,;'@()*[]"
_AROUND = ("header", "nav", "footer")
_UNSEEN = ("script", "style", "template", "noscript")
_MOJIBAKE = ("\ufffd", "锟斤拷", "烫烫烫", "ä¸", "å›½", "鏀垮簻", "缃戠珯")
ATTACHMENTS = (".pdf", ".ofd", ".doc", ".docx", ".wps", ".xls", ".xlsx", ".et", ".ppt", ".pptx", ".zip", ".rar")


@dataclass(frozen=True)
class Link:
    """A way from a page: the absolute address without fragment, empty for one that leads nowhere; and its words."""

    url: str
    words: str

    @property
    def is_attachment(self) -> bool:
        return urlsplit(self.url).path.lower().endswith(ATTACHMENTS)


@dataclass(frozen=True)
class SearchForm:
    """A form that searches: where it goes and what its field is called."""

    action: str
    field: str


class Page:
    """The page at `url`; raises nothing for whatever bytes it is made of."""

    def __init__(self, url: str, body: bytes, kind: str = "") -> None:
        self.url, self._kind = url, kind
        self.is_misread, decoded = _decoded(body, kind)
        parser = html.HTMLParser(encoding="utf-8", no_network=True)
        self._tree = _tree(decoded.encode("utf-8", "replace"), parser)
        for each in list(self._tree.iter(etree.Comment, *_UNSEEN)):
            if each.tag != "script" or not each.get("src"):
                each.drop_tree()

    @cached_property
    def title(self) -> str:
        return _words(self._tree.findtext(".//title") or "")

    @cached_property
    def tags(self) -> dict[str, str]:
        """The meta tags by name in small letters."""
        return {each.get("name", "").lower(): each.get("content", "").strip() for each in self._tree.iter("meta")}

    @cached_property
    def text(self) -> str:
        """All that is read on the page."""
        return _words(" ".join(self._tree.itertext()))

    @cached_property
    def own_text(self) -> str:
        """What is read beside header, navigation and footer."""
        return _words(" ".join(_own_texts(self._body)))

    @cached_property
    def own_links(self) -> list[Link]:
        """The links beside header, navigation and footer."""
        return [link for link, element in self._linked if not _is_around(element)]

    @cached_property
    def links(self) -> list[Link]:
        return [link for link, _ in self._linked]

    @cached_property
    def images(self) -> list[tuple[str, bool]]:
        """The address of each image, and whether it has a text in its stead (an empty one counts: it says “decoration”)."""
        found = [(each.get("src", ""), each.get("alt") is not None) for each in self._tree.iter("img")]
        return [(url, has_alt) for source, has_alt in found if (url := self.absolute(source))]

    @cached_property
    def landmarks(self) -> list[str]:
        """What the navigations of the page are called to those who do not see them."""
        return [each.get("aria-label", "") for each in self._tree.iter("nav")]

    @cached_property
    def foot_text(self) -> str:
        """What is read at the foot of the page."""
        return _words(" ".join(text for foot in self._tree.iter("footer") for text in foot.itertext()))

    @cached_property
    def resources(self) -> list[str]:
        """The addresses of styles and scripts."""
        sheets = [each.get("href") for each in self._tree.iter("link") if "stylesheet" in (each.get("rel") or "")]
        scripts = [each.get("src") for each in self._tree.iter("script")]
        return [url for source in (*sheets, *scripts) if source and (url := self.absolute(source))]

    @cached_property
    def has_facts(self) -> bool:
        """Whether something is told in pairs or cells, as few words as it may be: who leads an office, where it is."""
        return any(_words(each.text_content()) for each in self._body.iter("dd", "td") if not _is_around(each))

    @cached_property
    def plays_alone(self) -> bool:
        return any(
            each.get("autoplay") is not None and each.get("muted") is None for each in self._tree.iter("audio", "video")
        )

    @cached_property
    def dates(self) -> list[date]:
        """The dates among what is published here, also those shown short that say their year (`time`); a “today is” does not count."""
        moments = " ".join(each.get("datetime", "") for each in self._tree.iter("time") if not _is_around(each))
        return [*dates_in(_TODAY.sub("", self.own_text)), *dates_in(moments)]

    @cached_property
    def search_form(self) -> SearchForm | None:
        for form in self._tree.iter("form"):
            if (form.get("method") or "get").lower() == "get":
                for field in form.iter("input"):
                    if field.get("name") and (field.get("type") or "text").lower() in {"text", "search"}:
                        return SearchForm(self.absolute(form.get("action") or self.url), field.get("name"))
        return None

    @property
    def is_garbled(self) -> bool:
        return self.is_misread or any(each in self.text for each in _MOJIBAKE)

    def absolute(self, address: str) -> str:
        """`address` as seen from here; empty for what is no address of the web."""
        try:
            parts = urlsplit(urljoin(self.url, address.strip()))
            _ = parts.port
        except ValueError:
            return ""
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            return ""
        return urlunsplit((parts.scheme, parts.netloc, quote(parts.path or "/", _SAFE), quote(parts.query, _SAFE), ""))

    @property
    def _body(self) -> html.HtmlElement:
        found = self._tree.find(".//body")
        return self._tree if found is None else found

    @cached_property
    def _linked(self) -> list[tuple[Link, html.HtmlElement]]:
        return [(link, each) for each in self._tree.iter("a") if (link := self._link(each)) is not None]

    def _link(self, element: html.HtmlElement) -> Link | None:
        """None for anchors, for links to places on the same page or to other programs, and for other views of it (`nofollow`)."""
        address = (element.get("href") or "").strip()
        words = _words(element.text_content()) or next((each.get("alt", "") for each in element.iter("img")), "")
        if element.get("href") is None or (address.startswith("#") and address != "#"):
            return None
        if address in {"", "#"} or address.lower().startswith("javascript:"):
            return Link("", words)
        url = self.absolute(address)
        return Link(url, words) if url and not self._is_view(url, element) else None

    def _is_view(self, url: str, element: html.HtmlElement) -> bool:
        """Whether a link shows this very page in other letters or in another language, and says that it need not be followed."""
        return "nofollow" in (element.get("rel") or "") and urlsplit(url).path == urlsplit(self.url).path


def dates_in(text: str) -> Iterator[date]:
    """The dates in a text, such as 2026-11-02 or 2026年11月2日; impossible ones are none."""
    for year, month, day in _DATE.findall(text):
        try:
            yield date(int(year), int(month), int(day))
        except ValueError:
            continue


def _is_around(element: html.HtmlElement) -> bool:
    return any(up.tag in _AROUND for up in element.iterancestors())


def _tree(text: bytes, parser: html.HTMLParser) -> html.HtmlElement:
    try:
        return html.document_fromstring(text or b"<html></html>", parser=parser)
    except (etree.ParserError, ValueError):
        return html.document_fromstring(b"<html></html>", parser=html.HTMLParser(encoding="utf-8"))


def _own_texts(element: html.HtmlElement) -> Iterator[str]:
    if element.tag not in _AROUND:
        yield element.text or ""
        for child in element:
            yield from _own_texts(child)
            yield child.tail or ""


def _words(text: str) -> str:
    return " ".join(text.split())


def _decoded(body: bytes, kind: str) -> tuple[bool, str]:
    """Whether the bytes are not what page and server say they are, and the text."""
    by_server, by_page = _charset(kind.encode("ascii", "ignore")), _charset(body[:2048])
    said = by_server or by_page or "utf-8"
    try:
        return bool(by_server and by_page and by_server != by_page), body.decode(said)
    except (UnicodeDecodeError, LookupError):
        return True, body.decode("utf-8", "replace")


def _charset(text: bytes) -> str:
    found = _CHARSET.search(text)
    name = found.group(1).decode("ascii", "ignore").lower() if found else ""
    return {"utf8": "utf-8", "gb2312": "gb18030", "gbk": "gb18030"}.get(name, name)
