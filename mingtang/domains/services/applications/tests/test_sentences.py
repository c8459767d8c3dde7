"""Every row of the course of an application has a test that is named as its legal sentence; `sentences.yaml` says which."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import yaml

from mingtang.domains.services.applications.rules import OVER, State
from mingtang.domains.services.applications.tests.test_transitions import LAWFUL

TABLE: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("sentences.yaml").read_text(encoding="utf-8"))
ROWS: dict[str, dict[str, Any]] = TABLE["rows"]
OF_BRANCHES = {State.WAITING, State.DECIDED}
"""States of the branches of joint matters, which services.md 8 adds to those of section 4."""


def sentences(row: dict[str, Any]) -> dict[str, list[str]]:
    """The tests of a row by what must hold."""
    return {what: tests for what, tests in row.items() if what not in {"source", "acts"}}


def named() -> Iterator[str]:
    yield from {test for row in ROWS.values() for tests in sentences(row).values() for test in tests}


def exists(test: str) -> bool:
    file, _, name = test.partition("::")
    module = file if "." in file else f"{__package__}.{file}"
    return name.startswith("test_") and callable(getattr(import_module(module), name, None))


def states(place: int) -> set[str]:
    """The states before (0) or behind (1) the arrows of all rows, as the program calls them."""
    ends = {row.split(" → ")[place] for row in ROWS if " → " in row}
    return {TABLE["stands_as"].get(end, end) for end in ends}


def test_every_row_of_the_course_has_its_sentence() -> None:
    unproven = [f"{row}: {what}" for row, told in ROWS.items() for what, tests in sentences(told).items() if not tests]
    assert unproven == []
    assert [row for row, told in ROWS.items() if not (told.get("source") and sentences(told))] == []
    assert sorted(test for test in named() if not exists(test)) == []


def test_the_rows_lead_into_and_out_of_every_state() -> None:
    assert states(1) - {"archived", "deleted"} == set(State) - OF_BRANCHES - {State.DRAFT}
    assert states(0) >= set(State) - OF_BRANCHES
    assert {row.split(" → ")[0] for row in ROWS if row.endswith("archived")} == set(OVER)


def test_the_rows_speak_of_every_action_that_is_tried_in_every_state() -> None:
    assert {act for row in ROWS.values() for act in row.get("acts", [])} == set(LAWFUL)
