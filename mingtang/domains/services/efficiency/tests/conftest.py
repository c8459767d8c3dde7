"""Fixtures: an organ that takes applications, and people who watch it."""

from collections.abc import Iterator

import pytest

from mingtang.domains.services.applications.tests.desk import Desk
from mingtang.domains.services.efficiency import api
from mingtang.kernel.cases import people
from mingtang.kernel.processes import compiled
from tests.world import World


@pytest.fixture(autouse=True)
def _nothing_is_remembered() -> Iterator[None]:
    """The ids of one test mean something else in the next; processes and posts are remembered by them."""
    yield
    compiled._kept.clear()
    for look_up in (people.organ_by_code, people.posts_named, people.heads_of_unit):
        look_up.forget()


@pytest.fixture
def desk(world: World) -> Desk:
    """A market bureau with one item, where efficiency is supervised."""
    api.install()
    return Desk(world)
