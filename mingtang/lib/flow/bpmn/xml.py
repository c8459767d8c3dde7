"""Foreign XML, read within bounds: no document types, no entities, no network, no giants."""

import re
from typing import Any, TypeAlias

from lxml import etree

from mingtang.lib.flow.bpmn.faults import Unreadable

Element: TypeAlias = Any  # an lxml element; the library has no types of its own
LARGEST_FILE = 4 * 1024 * 1024
MOST_ELEMENTS = 50_000
DEEPEST = 60
_DECLARATION = re.compile(r"<!(DOCTYPE|ENTITY)", re.IGNORECASE)


def parse(data: bytes) -> Element:
    """The root of the document `data`, which must be UTF-8. Raises Unreadable with a Chinese sentence."""
    if len(data) > LARGEST_FILE:
        raise Unreadable(f"文件超过 {LARGEST_FILE // 1024 // 1024} MB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable("文件不是 UTF-8 编码") from None
    if found := _DECLARATION.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise Unreadable(f"文件含有 {found[0]} 声明（实体），为安全起见不读取", line)
    root = _parsed(text)
    _require_bounds(root)
    return root


def _parsed(text: str) -> Element:
    # the encoding is given, so that a false declaration in the text cannot smuggle in what was searched for above
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(f"不是完整的 XML：{error.msg}", error.lineno or 0) from None


def _require_bounds(root: Element) -> None:
    level, count = [root], 1
    for _depth in range(DEEPEST):
        level = [child for element in level for child in element]
        count += len(level)
        if count > MOST_ELEMENTS:
            raise Unreadable(f"文件超过 {MOST_ELEMENTS} 个元素")
        if not level:
            return
    raise Unreadable(f"元素嵌套超过 {DEEPEST} 层", level[0].sourceline or 0)


def namespace(element: Element) -> str:
    """The namespace of `element`, "" without one."""
    return etree.QName(element).namespace or ""


def local(element: Element) -> str:
    """The name of `element` without its namespace."""
    return str(etree.QName(element).localname)


def text_of(element: Element | None) -> str:
    """The whole text inside `element`, stripped; "" when there is no element."""
    return "" if element is None else "".join(element.itertext()).strip()
