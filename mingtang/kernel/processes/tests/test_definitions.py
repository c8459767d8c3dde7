"""Drafts, versions, and what may be published."""

import pytest

from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.processes import actions, api
from mingtang.kernel.processes.models import Process, State
from mingtang.lib.flow.tests.drawing import Drawing, sequence
from tests.world import World

pytestmark = pytest.mark.django_db


def text(drawing: Drawing) -> str:
    return drawing.xml().decode()


def created(drawing: Drawing, key: str = "permit") -> Process:
    return actions.create_definition(
        SYSTEM, Process, key=key, title="施工许可", organ=None, category="", xml=text(drawing)
    )


def published(drawing: Drawing, key: str = "permit") -> api.ProcessVersion:
    return api.install(key, "施工许可", text(drawing))


def test_what_is_installed_is_published_once_and_found_by_key(db: None) -> None:
    version = published(sequence("accept", "decide"))
    assert published(sequence("accept", "decide")).pk == version.pk
    assert api.published_version("permit") == version
    assert [node.id for node in api.net_of(version.pk).nodes] == ["start", "accept", "decide", "end"]


def test_a_new_version_retires_the_one_before_and_leaves_it_readable() -> None:
    first, second = published(sequence("a")), published(sequence("a", "b"))
    first.refresh_from_db()
    assert (first.state, second.number, api.published_version("permit")) == (State.RETIRED, 2, second)
    assert "b" not in api.net_of(first.pk)
    assert "b" in api.net_of(second.pk)


def test_the_organs_own_process_comes_before_the_nodes(world: World) -> None:
    organ = world.organ("housing-bureau")
    everybodys = published(sequence("a"))
    own = api.install("permit", "施工许可", text(sequence("b")), owner=organ)
    assert api.published_version("permit", organ.pk) == own
    assert api.published_version("permit", world.organ("city-government").pk) == everybodys
    assert api.published_version("permit") == everybodys
