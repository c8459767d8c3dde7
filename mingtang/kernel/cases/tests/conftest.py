"""Fixtures of the tests of cases."""

from collections.abc import Iterator
from typing import Any

import pytest

from mingtang.kernel.cases import people
from mingtang.kernel.cases.tests.desk import Office, new_office
from mingtang.kernel.processes import compiled


@pytest.fixture(autouse=True)
def _nothing_is_remembered() -> Iterator[None]:
    """The ids of one test mean something else in the next; processes and posts are remembered by them."""
    yield
    compiled._kept.clear()
    for look_up in (people.organ_by_code, people.posts_named, people.heads_of_unit):
        look_up.forget()


@pytest.fixture
def office(db: Any) -> Office:
    return new_office()
