"""The demo city is whole, and building it again changes nothing."""

import pytest

from mingtang.config.demo.city import load_city
from mingtang.kernel.directory.models import Account, Appointment, Grant, Organ
from tests.world import CAST, World


def counts() -> list[int]:
    return [model.objects.count() for model in (Organ, Account, Appointment, Grant)]


def test_building_the_city_twice_adds_nothing(world: World) -> None:
    before = counts()
    load_city()
    assert counts() == before


@pytest.mark.parametrize("name", CAST)
def test_everybody_of_the_cast_can_sign_in(world: World, name: str) -> None:
    assert world.account(name).check_password(world.password)
    assert world.account(name).is_active


def test_a_county_officer_reaches_the_county_only(world: World) -> None:
    actor = world.actor("county_system_officer")
    assert actor.may("directory.manage_organs", world.organ("county-market-bureau"))
    assert not actor.may("directory.manage_organs", world.organ("housing-bureau"))
