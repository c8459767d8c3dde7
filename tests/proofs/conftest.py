"""Nodes of the proofs are those of the runtime tests, with the counting app installed."""

from collections.abc import Callable

import pytest

from tests.runtime.conftest import make_node
from tests.runtime.node import Node

__all__ = ["make_node"]


@pytest.fixture
def counting_node(make_node: Callable[[str], Node]) -> Node:
    node = make_node("node")
    node.environment["DJANGO_SETTINGS_MODULE"] = "tests.proofs.settings"
    return node
