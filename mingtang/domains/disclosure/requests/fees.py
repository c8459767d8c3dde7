"""The fee for handling information (信息处理费): progressive, by piece or by page, one of the two for a request, never both.

Source: 政府信息公开信息处理费管理办法 (国办函〔2020〕109号), articles 4 to 6. Amounts are whole yuan.
"""

from enum import StrEnum

SOURCE = "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）"


class Measure(StrEnum):
    """By what it is counted."""

    PIECES = "pieces"
    PAGES = "pages"


MEASURES = {Measure.PIECES: "按件", Measure.PAGES: "按量"}
UNITS = {Measure.PIECES: "件", Measure.PAGES: "页"}
_PAGES = ((30, 0), (100, 10), (200, 20))
_BEYOND_PAGES = 40
_FREE_PIECES, _FLAT_PIECES, _STEP = 10, 30, 10


def fee(measure: Measure, count: int) -> int:
    """The fee in yuan for `count` pieces of a requester in a calendar month, or pages of one request.

    Pieces: 1 to 10 free, 11 to 30 at 100 each, from 31 each ten pieces cost 100 more apiece than the ten before.
    Pages: 1 to 30 free, 31 to 100 at 10, 101 to 200 at 20, from 201 at 40. Raises ValueError below one.
    """
    if count < 1:
        raise ValueError("数量应大于零。")
    return _by_piece(count) if measure is Measure.PIECES else _by_page(count)


def _by_piece(count: int) -> int:
    total, rate, last = 0, 100, _FLAT_PIECES
    total += rate * max(0, min(count, last) - _FREE_PIECES)
    while count > last:
        rate += 100
        total += rate * min(_STEP, count - last)
        last += _STEP
    return total


def _by_page(count: int) -> int:
    total, before = 0, 0
    for last, rate in _PAGES:
        total += rate * max(0, min(count, last) - before)
        before = last
    return total + _BEYOND_PAGES * max(0, count - before)
