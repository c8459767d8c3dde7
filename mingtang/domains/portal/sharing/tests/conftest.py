"""What tests of sharing begin with."""

import pytest

from mingtang.domains.portal.sharing.tests.cluster import Cluster
from tests.world import World


@pytest.fixture
def cluster(world: World) -> Cluster:
    made = Cluster(world)
    made.appoint()
    return made
