"""A program of the housing bureau with an account, and the web server of its name."""

from collections.abc import Iterator
from ipaddress import ip_network

import pytest
from django.core.cache import cache

from mingtang.kernel.acme.actions.keys import IssuedKey, issue_key
from mingtang.kernel.acme.tests.program import Program
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.lib.tests.web_server import Pages, server
from tests.world import World


@pytest.fixture
def binding(world: World) -> IssuedKey:
    return issue_key(
        SYSTEM, world.organ("housing-bureau"), keeper="住建局门户", names="localhost example.org 127.0.0.0/30"
    )


@pytest.fixture
def program(binding: IssuedKey) -> Program:
    cache.clear()
    program = Program()
    assert program.register(binding.row.code, binding.secret).status_code == 201
    return program


@pytest.fixture
def pages(settings) -> Iterator[Pages]:
    """What the server of `localhost` shows."""
    shown: Pages = {}
    with server(shown) as port:
        settings.ACME_PORT, settings.ACME_NETWORKS = port, (ip_network("127.0.0.1/32"),)
        yield shown
