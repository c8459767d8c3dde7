"""Nodes of the proofs are those of the runtime tests, with the counting app installed."""

import pytest

from tests.runtime.conftest import MakeNode, make_node, pattern
from tests.runtime.node import Node

__all__ = ["make_node", "pattern"]


@pytest.fixture
def counting_node(make_node: MakeNode, pattern: Node) -> Node:
    node = make_node("node", like=pattern)
    node.environment["DJANGO_SETTINGS_MODULE"] = "tests.proofs.settings"
    return node
