"""Where on a page a signature is seen."""

from dataclasses import dataclass
from typing import Any

_POINTS = 72 / 25.4  # a millimetre
_MOST_LEVELS = 32


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle on a page: pages count from 1, millimetres from the left and upper edge of the sheet."""

    page: int
    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float

    @classmethod
    def around(cls, page: int, x_mm: float, y_mm: float, width_mm: float, height_mm: float) -> "Place":
        """The rectangle whose centre is given, as for seals pressed over a date."""
        return cls(page, x_mm - width_mm / 2, y_mm - height_mm / 2, width_mm, height_mm)

    def box_on(self, page: Any) -> tuple[float, float, float, float]:
        """Left, bottom, right, top on that page, in its own units; ValueError if it does not lie on the page."""
        left, bottom, right, top = sheet_of(page)
        x, y = left + self.x_mm * _POINTS, top - self.y_mm * _POINTS
        box = (x, y - self.height_mm * _POINTS, x + self.width_mm * _POINTS, y)
        if not (left <= box[0] < box[2] <= right and bottom <= box[1] < box[3] <= top):
            raise ValueError("the place of a signature does not lie on its page")
        return tuple(round(each, 3) for each in box)  # type: ignore[return-value]


def sheet_of(page: Any) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of a page; pages may inherit it."""
    for _ in range(_MOST_LEVELS):
        if "/MediaBox" in page:
            a, b, c, d = (float(each) for each in page["/MediaBox"])
            return min(a, c), min(b, d), max(a, c), max(b, d)
        page = page["/Parent"]
    raise ValueError("a page does not say how large it is")
