"""Nodes to be started, killed, copied: empty ones, and copies of one that has been prepared once."""

import os
import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import pytest

from tests.migrated import lay_migrated, migrated_template
from tests.runtime.node import Node, database, eventually, with_path


class MakeNode(Protocol):
    """Makes a node of this name, empty or with the content of another that is at rest."""

    def __call__(self, name: str, like: Node | None = None) -> Node: ...


@pytest.fixture(scope="session")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    """A node with tables, keys and static files, to be copied: preparing one takes longer than most tests of it."""
    server = os.environ.get("DATABASE_URL", "")
    folder = tmp_path_factory.mktemp("pattern") / "node"
    migrated = with_path(server, migrated_template(server)) if server else ""
    with database(_fresh_name(), like=migrated) as url:
        node = Node(folder, url)
        if not url:
            folder.mkdir(mode=0o700)
            lay_migrated(folder / "mingtang.sqlite3")
        prepared = node.run("migrate")
        assert prepared.returncode == 0, prepared.stderr
        yield node


def _fresh_name() -> str:
    return f"node_{uuid.uuid4().hex[:12]}"


@pytest.fixture
def make_node(tmp_path: Path) -> Iterator[MakeNode]:
    """Everything of the nodes is ended and removed afterwards."""
    with ExitStack() as stack:

        def make(name: str, like: Node | None = None) -> Node:
            url = stack.enter_context(database(_fresh_name(), like.database_url if like else ""))
            node = Node(tmp_path / name, url)
            if like:
                node.fill_like(like)
            stack.callback(node.end_everything)
            return node

        yield make


@pytest.fixture
def node(make_node: MakeNode) -> Node:
    """An empty node."""
    return make_node("node")


@pytest.fixture
def prepared(make_node: MakeNode, pattern: Node) -> Node:
    """A node that has been prepared and not been started yet."""
    return make_node("node", like=pattern)


@pytest.fixture
def running(prepared: Node) -> Node:
    prepared.start()
    assert eventually(prepared.is_ready), prepared.output()
    return prepared
