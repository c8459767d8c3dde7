"""Fixtures: the city's hall with two kinds of business and two windows."""

import pytest

from mingtang.domains.services.applications.tests.conftest import desk  # noqa: F401
from mingtang.domains.services.applications.tests.desk import Desk
from mingtang.domains.services.hall.tests.house import House


@pytest.fixture
def house(desk: Desk) -> House:  # noqa: F811
    """A hall whose clerk sits at window 1."""
    return House(desk.world)
