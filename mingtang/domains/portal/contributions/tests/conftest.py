"""What tests of contributions begin with."""

import pytest

from mingtang.domains.portal.contributions.tests.newsroom import Newsroom, appoint_editors
from tests.world import World


@pytest.fixture
def newsroom(world: World) -> Newsroom:
    appoint_editors(world)
    return Newsroom(world)
