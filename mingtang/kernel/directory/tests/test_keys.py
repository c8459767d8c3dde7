"""A new field key is put before the old one; everybody is still found, and afterwards the old key can go."""

from io import BytesIO
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import IntegrityError, transaction

from mingtang.kernel.directory.actions.citizens import register_citizen
from mingtang.kernel.directory.actions.faults import Refused
from mingtang.kernel.directory.actions.imports import import_officials
from mingtang.kernel.directory.actions.keys import renew_fields
from mingtang.kernel.directory.actions.people import PersonDetails, register_official, revise_person
from mingtang.kernel.directory.commands import renew
from mingtang.kernel.directory.keyring import index_of, indexes_of, is_current, seal
from mingtang.kernel.directory.models import Account, Person
from mingtang.kernel.directory.queries import citizen_with_phone
from mingtang.kernel.directory.sign_in import _find
from mingtang.kernel.evidence.api import SYSTEM, NotPermitted
from mingtang.kernel.evidence.models import Record
from mingtang.lib.confidential import UnknownKey
from mingtang.lib.tables import TableRejected
from tests.world import World

NEW = "a1" * 32


@pytest.fixture
def rotated(world: World, settings: Any) -> World:
    """The city after a new key has been put before the one everything is encrypted with."""
    settings.FIELD_KEY = f"{NEW},{settings.FIELD_KEY}"
    return world


@pytest.fixture
def shop_owner(rotated: World) -> Person:
    return rotated.account("citizen").person


def test_an_index_to_search_for_stands_for_each_key(rotated: World) -> None:
    assert len(indexes_of("x", "person.phone")) == 2
    assert indexes_of("x", "person.phone")[0] == index_of("x", "person.phone")
    assert indexes_of("", "person.phone") == []


def test_a_citizen_signs_in_by_telephone_and_identity_number_after_the_rotation(
    rotated: World, shop_owner: Person
) -> None:
    account = rotated.account("citizen")
    for text in (shop_owner.phone, shop_owner.identity_number, shop_owner.identity_number.lower()):
        assert _find(text, {Account.Kind.CITIZEN}) == account
    assert citizen_with_phone(shop_owner.phone) == account


def test_nobody_registers_twice_after_the_rotation(rotated: World, shop_owner: Person) -> None:
    for identity_number, phone, field in (
        (shop_owner.identity_number, "13800000000", "identity_number"),
        ("11010519491231002X", shop_owner.phone, "phone"),
    ):
        details = PersonDetails(name=shop_owner.name, identity_number=identity_number, phone=phone)
        with pytest.raises(Refused) as refused:
            register_citizen(SYSTEM, details, password="Heyuan@2027")
        assert refused.value.field == field


def test_a_known_person_is_not_created_again_after_the_rotation(rotated: World, shop_owner: Person) -> None:
    people = Person.objects.count()
    details = PersonDetails(name=shop_owner.name, identity_number=shop_owner.identity_number)
    account = register_official(SYSTEM, rotated.organ("housing-bureau"), details, login="hy9001")
    assert account.person == shop_owner
    assert Person.objects.count() == people


def test_an_identity_number_cannot_be_given_to_somebody_else_after_the_rotation(
    rotated: World, shop_owner: Person
) -> None:
    details = PersonDetails(name="许青禾", identity_number=shop_owner.identity_number)
    with pytest.raises(Refused) as refused:
        revise_person(SYSTEM, rotated.account("official"), details)
    assert refused.value.field == "identity_number"


def test_an_import_knows_whose_numbers_they_are_after_the_rotation(rotated: World, shop_owner: Person) -> None:
    table = f"工号,姓名,身份证件号,手机号\nhy9002,别名,{shop_owner.identity_number},\n".encode()
    with pytest.raises(TableRejected) as rejected:
        import_officials(SYSTEM, BytesIO(table), "officials.csv", rotated.organ("housing-bureau"))
    assert "已登记在另一姓名下" in str([str(fault) for fault in rejected.value.faults])


def test_after_renewing_the_old_key_can_be_taken_away(rotated: World, shop_owner: Person, settings: Any) -> None:
    account = rotated.account("official")
    settings.FIELD_KEY, both = settings.FIELD_KEY.split(",")[1], settings.FIELD_KEY
    Account.objects.filter(pk=account.pk).update(totp_cipher=Account.sealed_totp("SECRET"))
    settings.FIELD_KEY = both
    numbers = {person.pk: (person.identity_number, person.phone) for person in Person.objects.all()}
    told: list[tuple[int, int]] = []
    renewed = renew_fields(SYSTEM, progress=lambda done, total: told.append((done, total)))
    assert renewed == Person.objects.exclude(identity_cipher="", phone_cipher="").count() + 1
    assert told[-1] == (renewed, renewed)
    settings.FIELD_KEY = NEW
    assert {person.pk: (person.identity_number, person.phone) for person in Person.objects.all()} == numbers
    assert Account.objects.get(pk=account.pk).totp_secret == "SECRET"
    assert _find(numbers[shop_owner.pk][1], {Account.Kind.CITIZEN}) == rotated.account("citizen")
    assert renew_fields(SYSTEM) == 0


def test_renewing_is_recorded_without_a_single_number(rotated: World, shop_owner: Person) -> None:
    renew_fields(SYSTEM)
    record = Record.objects.filter(act="directory.renew_fields").latest("pk")
    assert record.note.startswith("换用新字段密钥")
    assert record.changes == []


def test_renewing_belongs_to_the_whole_node(rotated: World) -> None:
    with pytest.raises(NotPermitted):
        renew_fields(rotated.actor("county_system_officer"))


def test_a_key_that_was_taken_away_too_early_is_named_and_nothing_is_lost(world: World, settings: Any) -> None:
    settings.FIELD_KEY, old = NEW, settings.FIELD_KEY
    with pytest.raises(UnknownKey):
        renew_fields(SYSTEM)
    run = CliRunner().invoke(renew, [])
    assert (run.exit_code, "no key" in run.output) == (1, True)
    settings.FIELD_KEY = f"{NEW},{old}"
    run = CliRunner().invoke(renew, ["--json"])
    assert run.exit_code == 0


def test_empty_columns_are_current() -> None:
    assert is_current("")
    assert is_current(seal("x", "person.phone"))


def test_two_people_with_one_identity_number_are_refused_by_the_database(world: World) -> None:
    values = Person.confidential_values("11010519491231002X", "")
    Person.objects.create(name="甲", **values)
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(name="乙", **values)
