"""A joint matter as bars over working days: what is done, what runs, what is planned, and the chain that decides. Pure."""

from dataclasses import dataclass
from itertools import pairwise

from mingtang.domains.services.applications.queries.critical_path import BranchTime, CriticalPath

LEFT, WIDTH, HEAD, ROW, BAR = 232, 680, 44, 58, 24
LONGEST_TITLE = 13


@dataclass(frozen=True)
class Bar:
    """One branch: where its bar lies and how it looks (`done`, `run`, `plan`), its words, its lamp."""

    title: str
    sub: str
    lamp: str
    x: float
    y: int
    width: float
    look: str
    words: str
    is_critical: bool

    @property
    def middle(self) -> int:
        return self.y + BAR // 2


@dataclass(frozen=True)
class Picture:
    """The drawing in units of its view box."""

    width: int
    height: int
    bars: list[Bar]
    ticks: list[tuple[float, int]]
    links: list[str]
    lines: list[int]
    today: float | None
    text: str


def picture_of(path: CriticalPath) -> Picture:
    """Bars in the order of the branches; one unit of time is as wide as the longest plan allows."""
    last = max(path.length, path.today, 1)
    unit = WIDTH / last
    bars = [_bar(row, place, unit) for place, row in enumerate(path.rows)]
    height = HEAD + ROW * len(bars) + 20
    step = max(1, round(last / 15))
    shown = [bar for bar in bars if bar.is_critical]
    shown.sort(key=lambda bar: bar.x + bar.width)
    return Picture(
        width=LEFT + WIDTH + 24,
        height=height,
        bars=bars,
        ticks=[(LEFT + unit * day, day) for day in range(0, last + 1, step)],
        links=[_link(one, other) for one, other in pairwise(shown)],
        lines=[HEAD + ROW * place for place in range(len(bars) + 1)],
        today=LEFT + unit * path.today if path.today <= last else None,
        text="；".join(f"{row.branch.title}，{row.part.organ.label}，{row.left}" for row in path.rows),
    )


def _bar(row: BranchTime, place: int, unit: float) -> Bar:
    start, finish = (row.span.start, row.span.finish) if row.span else (0, 0)
    look = "done" if row.part.decision else "run" if row.has_begun else "plan"
    title = row.branch.title
    return Bar(
        title=title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1] + "…",
        sub=f"{row.part.organ.label}，{row.left}",
        lamp=row.light,
        x=round(LEFT + unit * start, 1),
        y=HEAD + ROW * place + (ROW - BAR) // 2,
        width=round(max(unit * (finish - start), 6 if row.span else 0), 1),
        look=look,
        words=f"{row.used} 日" if row.used and unit * (finish - start) > 50 else "",
        is_critical=row.is_critical,
    )


def _link(one: Bar, other: Bar) -> str:
    """From the end of a bar down or up to the beginning of the next of the chain."""
    end = round(one.x + one.width, 1)
    return f"M{end} {one.middle}V{other.middle}H{round(max(other.x, end), 1)}"
