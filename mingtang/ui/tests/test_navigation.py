"""The registry of places."""

import pytest

from mingtang.ui import navigation
from mingtang.ui.navigation import BUSINESS, MY_WORK, PUBLIC, NavigationEntry, register


class Clerk:
    def may(self, permission: str) -> bool:
        return permission == "tasks.read"


@pytest.fixture(autouse=True)
def _empty_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_entries", {})


def labels(path: str = "/") -> dict[str, list[str]]:
    return {
        group.title: [link.label for link in group.links] for group in navigation.workbench_navigation(Clerk(), path)
    }


def test_only_places_the_actor_may_enter_are_shown() -> None:
    register(NavigationEntry("待办", "inbox", "inbox", MY_WORK, permission="tasks.read"))
    register(NavigationEntry("日志", "history", "search", BUSINESS, permission="log.read"))
    assert labels() == {"我的工作": ["待办"]}


def test_a_place_without_an_address_is_left_out() -> None:
    register(NavigationEntry("将来", "star", "not_yet_built", MY_WORK))
    assert labels() == {}


def test_nobody_signed_in_sees_no_workbench() -> None:
    register(NavigationEntry("待办", "inbox", "inbox", MY_WORK))
    assert navigation.workbench_navigation(None, "/") == []


def test_the_longest_address_above_the_page_is_the_current_place() -> None:
    register(NavigationEntry("首页", "home", "home", PUBLIC))
    register(NavigationEntry("搜索", "search", "search", PUBLIC))
    current = [link.label for link in navigation.public_navigation(None, "/places/search/7/") if link.current]
    assert current == ["搜索"]


def test_a_telephone_gets_four_places_at_most() -> None:
    for order, name in enumerate(["inbox", "search", "workbench", "switch_post", "my_account"]):
        register(NavigationEntry(name, "star", name, MY_WORK, order=order, phone=True))
    (group,) = navigation.workbench_navigation(Clerk(), "/")
    assert [link.label for link in group.links if link.phone] == ["inbox", "search", "workbench", "switch_post"]


def test_a_group_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="no navigation group"):
        register(NavigationEntry("x", "star", "inbox", "别处"))


def test_a_count_is_asked_for_the_actor() -> None:
    register(
        NavigationEntry("待办", "inbox", "inbox", MY_WORK, count=lambda actor: 19 if isinstance(actor, Clerk) else 0)
    )
    assert navigation.workbench_navigation(Clerk(), "/")[0].links[0].count == 19
