"""Charts as coordinates: the templates draw them as SVG, a table stands under each."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

LEFT, RIGHT, TOP, BOTTOM = 44.0, 548.0, 18.0, 220.0
BAR, NAME = 27, 176.0
LABELS = 5
"""How many moments are named under a course."""


@dataclass(frozen=True)
class Course:
    """Two lines over time, ready to be drawn; everything as text with a decimal point."""

    title: str
    first: str
    second: str
    area: str
    grid: list[tuple[str, str]] = field(default_factory=list)
    labels: list[tuple[str, str]] = field(default_factory=list)
    ends: list[tuple[str, str, str]] = field(default_factory=list)


def course_chart(rows: Sequence[dict[str, Any]], title: str, *, by_day: bool) -> Course | None:
    """What was accepted and decided over time; None for fewer than two moments."""
    if len(rows) < 2:
        return None
    most = _round_up(max(max(row["accepted"], row["decided"]) for row in rows))
    across = (RIGHT - LEFT) / (len(rows) - 1)

    def at(n: int, amount: int) -> str:
        return f"{LEFT + n * across:.1f},{_height(amount, most):.1f}"

    accepted = " ".join(at(n, row["accepted"]) for n, row in enumerate(rows))
    decided = " ".join(at(n, row["decided"]) for n, row in enumerate(rows))
    every = max(1, -(-len(rows) // LABELS))
    return Course(
        title=title,
        first=accepted,
        second=decided,
        area=f"M{LEFT},{BOTTOM} L{accepted} L{RIGHT},{BOTTOM}Z",
        grid=[(f"{_height(most * n // 4, most):.1f}", f"{most * n // 4:,}") for n in range(5)],
        labels=[
            (f"{LEFT + n * across:.1f}", _moment(row["start"], by_day)) for n, row in enumerate(rows) if n % every == 0
        ],
        ends=_ends(rows[-1], most),
    )


def _ends(last: dict[str, Any], most: int) -> list[tuple[str, str, str]]:
    """The names of the lines at their ends, kept apart when they meet."""
    heights = [_height(last["accepted"], most), _height(last["decided"], most)]
    if abs(heights[0] - heights[1]) < 14:
        heights[1] = heights[0] + (14 if heights[1] >= heights[0] else -14)
    words = (f"受理 {last['accepted']:,}", f"办结 {last['decided']:,}")
    return [(str(n), f"{height + 4:.1f}", said) for n, (height, said) in enumerate(zip(heights, words, strict=True), 1)]


def _height(amount: int, most: int) -> float:
    return BOTTOM - (BOTTOM - TOP) * amount / most


def _round_up(amount: int) -> int:
    """The next number that divides well by four."""
    step = 4
    while amount > step * 10:
        step *= 10
    return max(step, -(-amount // step) * step)


def _moment(day: Any, by_day: bool) -> str:
    return f"{day.month}/{day.day}" if by_day else f"{day.month}月"


@dataclass(frozen=True)
class Bar:
    """Red and amber beside one another for one organ."""

    name: str
    y: str
    text_y: str
    red: str
    amber_x: str
    amber: str
    end: str
    words: str


def light_bars(rows: Sequence[dict[str, Any]]) -> tuple[list[Bar], int]:
    """Lights that shine, by organ, the worst first; and the height of the picture."""
    shown = list(rows)[:10]
    most = max([row["red"] + row["yellow"] for row in shown] or [1])
    scale = 360.0 / most
    bars = []
    for n, row in enumerate(shown):
        red, amber = row["red"] * scale, row["yellow"] * scale
        words = "　".join(
            word for word, many in ((f"红 {row['red']}", row["red"]), (f"黄 {row['yellow']}", row["yellow"])) if many
        )
        bars.append(
            Bar(
                row["organ__short_name"] or row["organ__name"], str(6 + n * BAR), str(19 + n * BAR), f"{red:.1f}",
                f"{NAME + red:.1f}", f"{amber:.1f}", f"{NAME + red + amber + 8:.1f}", words,
            )
        )  # fmt: skip
    return bars, len(bars) * BAR + 4
