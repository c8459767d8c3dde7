"""Fixtures that every test may ask for."""

from typing import Any

import pytest

from tests.world import World, build_world

pytest_plugins = ["tests.browser"]


@pytest.fixture
def world(db: Any) -> World:
    """The demo city and its cast."""
    return build_world()

