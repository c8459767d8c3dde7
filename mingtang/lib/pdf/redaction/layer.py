"""The text that is left, as pieces of lines for the layer that nobody sees but everybody may search and read out."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from mingtang.lib.pdf.redaction.reading import Box, Character

MASK = "■"
_EDGE = 0.15
"""What share of a character may be covered on each side so that it still counts as shown."""
Run = tuple[float, float, float, str]
"""Left, top and size in points, and the text."""


def what_is_left(
    text: Sequence[Character], page: int, *, masked: Collection[int], unseen: Collection[int], black: Sequence[Box]
) -> Iterator[Character]:
    """The characters of a page: a mask where something is gone, so that nothing new comes to stand together, and the end
    of a piece where something was that nobody sees.
    """
    for index, each in enumerate(text):
        if each.page != page:
            continue
        if each.box is None or index in unseen:
            yield replace(each, text="", box=None)
        elif index in masked or _touches(each.box, black):
            yield replace(each, text=MASK)
        else:
            yield each


def runs(left: Iterable[Character], scale: float) -> Iterator[Run]:
    """Pieces of lines; `scale` is dots for a point."""
    line: list[str] = []
    at: Box | None = None
    for each in left:
        if each.box is None or (at is not None and _is_elsewhere(each.box, at)):
            if at is not None:
                yield _run(at, line, scale)
            line, at = [], None
        if each.box is not None:
            at = at or each.box
            line.append(each.text)
    if at is not None:
        yield _run(at, line, scale)


def _run(at: Box, line: Sequence[str], scale: float) -> Run:
    size = max(1.0, (at[3] - at[1]) / scale)
    return round(at[0] / scale, 2), round(at[1] / scale, 2), round(min(size, 200.0), 2), "".join(line)


def _is_elsewhere(box: Box, first: Box) -> bool:
    return abs(box[1] - first[1]) > max(2.0, 0.6 * (first[3] - first[1]))


def _touches(box: Box, black: Sequence[Box]) -> bool:
    """Whether black covers more of a character than its edge."""
    across, down = _EDGE * (box[2] - box[0]), _EDGE * (box[3] - box[1])
    inner = (box[0] + across, box[1] + down, box[2] - across, box[3] - down)
    return any(
        inner[0] < each[2] and each[0] < inner[2] and inner[1] < each[3] and each[1] < inner[3] for each in black
    )
