"""Showing where a result answers the question. Everything is escaped; only our own <mark> is markup."""

import re
from collections.abc import Sequence

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from mingtang.kernel.search.segmentation import folded

AROUND, LONGEST = 30, 140


def highlighted(text: str, marks: Sequence[str]) -> SafeString:
    """`text` escaped, with every occurrence of `marks` (folded texts, longest first) inside <mark>."""
    parts = []
    end = 0
    for start, stop in _places(text, marks):
        parts += [conditional_escape(text[end:start]), format_html("<mark>{}</mark>", text[start:stop])]
        end = stop
    parts.append(conditional_escape(text[end:]))
    return mark_safe("".join(parts))  # noqa: S308 - every part has been escaped above


def excerpt(text: str, marks: Sequence[str]) -> SafeString:
    """About 140 characters of `text` around the longest piece of it that answers, highlighted."""
    line = " ".join(text.split())
    best = max(_places(line, marks), key=lambda place: place[1] - place[0], default=(0, 0))[0]
    start = max(0, best - AROUND) if len(line) > LONGEST else 0
    shown = f"{'…' if start else ''}{line[start : start + LONGEST]}{'…' if start + LONGEST < len(line) else ''}"
    return highlighted(shown, marks)


def _places(text: str, marks: Sequence[str]) -> list[tuple[int, int]]:
    """Places of the marks; looked for in the folded text where folding keeps the length, else as they stand."""
    plain = folded(text)
    where = plain if len(plain) == len(text) else text
    pattern = "|".join(re.escape(mark) for mark in marks if mark)
    return [found.span() for found in re.finditer(pattern, where, re.IGNORECASE)] if pattern else []
