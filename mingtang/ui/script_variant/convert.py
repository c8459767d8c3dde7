"""Conversion of rendered pages by OpenCC (s2tw: characters of the Taiwan standard, words unchanged).

Only what people read is converted: text between tags, and the attributes in `READ_ALOUD` and `SPOKEN_BY_SCRIPTS`. Data
stays as it is: all other attributes, scripts, styles, what people typed into text areas, choices without a value of
their own, and everything inside an element marked `translate="no"`.
"""

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from opencc import OpenCC

EXCEPTIONS = Path(__file__).with_name("exceptions.toml")
READ_ALOUD = ("title", "alt", "placeholder", "aria-label", "aria-description", "aria-roledescription", "label")
SPOKEN_BY_SCRIPTS = ("data-unsaved", "data-kept", "data-copied")

TOKEN = re.compile(r"""(<!--.*?-->|<[a-zA-Z/!?](?:[^>"']|"[^"]*"|'[^']*')*>)""", re.DOTALL)
TAG_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]*)")
READ_ATTRIBUTE = re.compile(rf"""(?<=\s)((?:{"|".join(READ_ALOUD + SPOKEN_BY_SCRIPTS)})=)("[^"]*"|'[^']*')""")
HAN = re.compile(r"[\u3400-\u9fff]")

KEPT = {"script", "style", "textarea"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SEPARATOR = "\x1f"  # OpenCC passes it through and no word spans it
SET_ASIDE = "\ue000"  # private use: OpenCC leaves it alone


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("s2tw")


@lru_cache(maxsize=1)
def _exceptions() -> dict[str, str]:
    return dict(tomllib.loads(EXCEPTIONS.read_text())["terms"])


@lru_cache(maxsize=1)
def _exception_pattern() -> re.Pattern[str]:
    longest_first = sorted(_exceptions(), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))


def traditional(text: str) -> str:
    """`text` in traditional characters, the terms of exceptions.toml in the form written there."""
    if SET_ASIDE in text:  # somebody's private character: do without the exceptions rather than mix them up
        return str(_converter().convert(text))
    found = _exception_pattern().findall(text)
    converted = str(_converter().convert(_exception_pattern().sub(SET_ASIDE, text)))
    terms = iter(found)
    return re.sub(SET_ASIDE, lambda _: _exceptions()[next(terms)], converted) if found else converted


def traditional_page(page: str) -> str:
    """The HTML document or fragment `page` with all readable text in traditional characters."""
    tokens = TOKEN.split(page)
    readable = [index for index in _readable(tokens) if HAN.search(tokens[index])]
    for index, text in zip(readable, _converted([tokens[index] for index in readable]), strict=True):
        tokens[index] = text
    return "".join(tokens)


def _converted(texts: list[str]) -> list[str]:
    """All texts in one call, which is many times faster than one by one."""
    together = traditional(SEPARATOR.join(texts)).split(SEPARATOR) if texts else []
    return together if len(together) == len(texts) else [traditional(text) for text in texts]


def _readable(tokens: list[str]) -> list[int]:
    """Indices of the text tokens people read; converts readable attributes of tags on the way."""
    found: list[int] = []
    closing: list[str] = []  # tags open since the outermost element whose text is kept, that one first
    for index, token in enumerate(tokens):
        if index % 2 == 0:
            if not closing:
                found.append(index)
            continue
        tag = TAG_NAME.match(token)
        if tag is None:
            continue
        _follow(closing, token, tag[1].lower())
        if not closing and not token.startswith("</") and HAN.search(token):
            tokens[index] = READ_ATTRIBUTE.sub(lambda part: part[1] + traditional(part[2]), token)
    return found


def _follow(closing: list[str], token: str, name: str) -> None:
    """Keep track of the elements whose text is not ours to change."""
    if token.startswith("</"):
        if closing and closing[-1] == name:
            closing.pop()
    elif closing:
        if closing[0] not in KEPT and name == closing[-1] and not _is_void(token, name):
            closing.append(name)
    elif not _is_void(token, name) and _is_kept(token, name):
        closing.append(name)


def _is_void(token: str, name: str) -> bool:
    return name in VOID or token.endswith("/>")


def _is_kept(token: str, name: str) -> bool:
    option_is_its_text = name == "option" and " value=" not in token
    return name in KEPT or option_is_its_text or 'translate="no"' in token
