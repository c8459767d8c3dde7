"""The figures of a year, counted from the records of the other rooms."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from mingtang.domains.disclosure.catalogue.api import counted_documents
from mingtang.domains.disclosure.reports.layout import COLUMNS, RESULT_COLUMNS, kinds
from mingtang.domains.disclosure.reports.rules import (
    CARRIED_IN,
    CARRIED_OUT,
    DECIDED,
    DOCUMENTS,
    NEW,
    TOTAL,
    completed,
)
from mingtang.domains.disclosure.reports.sources import known_figures
from mingtang.domains.disclosure.requests.api import COURSES, counted_proceedings, counted_requests, fees_taken


def figures_of(organs: Collection[int], year: int) -> tuple[dict[str, Any], list[str]]:
    """The figures of these organs, and the keys of those that must be entered by hand."""
    known = known_figures(organs, year)
    figures = {
        "documents": {kind: vars(counted_documents(organs, kind, year)) for kind in DOCUMENTS},
        "decided": {key: known.get(key) for key in DECIDED},
        "requests": requests_table(organs, year),
        "proceedings": proceedings_table(organs, year),
        "information_fees": fees_taken(organs, year),
    }
    return figures, [key for key in DECIDED if key not in known]


def requests_table(organs: Collection[int], year: int) -> dict[str, dict[str, int]]:
    """Table 3; one statement."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in counted_requests(organs, year):
        column = str(row.applicant)
        counts[NEW if row.is_new_in(year) else CARRIED_IN][column] += 1
        counts[row.reply_kind if row.is_done_in(year) else CARRIED_OUT][column] += 1
    return completed(counts, kinds(), COLUMNS[:-1])


def proceedings_table(organs: Collection[int], year: int) -> dict[str, dict[str, int]]:
    """Table 4; one statement."""
    table = {str(course): dict.fromkeys(RESULT_COLUMNS, 0) for course in COURSES}
    for each in counted_proceedings(organs, year):
        for column in (str(each.result), TOTAL):
            table[str(each.course)][column] += 1
    return table
