import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.runtime.node import Node, database, eventually


@pytest.fixture
def make_node(tmp_path: Path) -> Iterator[Callable[[str], Node]]:
    """Makes nodes by name; everything of theirs is ended and removed afterwards."""
    with ExitStack() as stack:

        def make(name: str) -> Node:
            url = stack.enter_context(database(f"node_{uuid.uuid4().hex[:12]}"))
            node = Node(tmp_path / name, url)
            stack.callback(node.end_everything)
            return node

        yield make


@pytest.fixture
def node(make_node: Callable[[str], Node]) -> Node:
    return make_node("node")


@pytest.fixture
def running(node: Node) -> Node:
    node.start()
    assert eventually(node.is_ready), node.output()
    return node
