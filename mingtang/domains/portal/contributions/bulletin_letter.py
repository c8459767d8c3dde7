"""A bulletin as a letter with red head, set from its figures as they were published."""

from datetime import date
from itertools import groupby
from typing import Any

from django.utils import timezone

from mingtang.domains.portal.contributions.models import Bulletin
from mingtang.kernel.letters.api import Letter, render, render_again

TEMPLATE = "contribution-bulletin"
NUMBERING = "contribution-bulletin"


def letter_of(bulletin: Bulletin) -> Letter:
    """The bulletin as it was published; a draft as it would be today. Raises NoTemplate, MissingVariables, CannotSet."""
    if bulletin.template_id:
        return render_again(bulletin.template_id, facts(bulletin))
    return render(TEMPLATE, facts(bulletin), organ_id=bulletin.organ_id)


def facts(bulletin: Bulletin) -> dict[str, Any]:
    """What the template is given; cells are text."""
    issued = timezone.localdate(bulletin.published_at) if bulletin.published_at else timezone.localdate()
    return {
        "mark": f"{bulletin.organ.name}文件",
        "number": bulletin.number or "（草稿）",
        "period": bulletin.span.label,
        "to": "各有关单位",
        "remarks": bulletin.remarks,
        "groups": [
            {"name": name, "rows": [_cells(row) for row in rows]}
            for name, rows in groupby(bulletin.standings, key=lambda row: row["group"])
        ],
        "silent": "、".join(row["name"] for row in bulletin.standings if not row["submitted"]),
        "faults": [[row["name"], row["fault"]] for row in bulletin.standings if row["fault"]],
        "due": _words(bulletin.due_on) if bulletin.due_on else "十个工作日内",
        "issuer": bulletin.organ.name,
        "date": _words(issued),
    }


def _cells(row: dict[str, Any]) -> list[str]:
    return [str(row[name]) for name in ("rank", "name", "submitted", "adopted", "rate", "points", "change")]


def _words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
