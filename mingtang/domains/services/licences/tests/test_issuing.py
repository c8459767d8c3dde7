"""Issuing, changing and renewing licences."""

from datetime import date
from typing import Any

import pytest

from mingtang.domains.services.licences.api import (
    FaceRejected,
    HolderDetails,
    Licence,
    LicenceHolder,
    change,
    change_type,
    define_type,
    issue,
    renew,
)
from mingtang.domains.services.licences.models import LicenceType, Reminder
from mingtang.domains.services.licences.rules import State
from mingtang.domains.services.licences.tests.office import FACE, Office
from mingtang.kernel.directory.actions.keys import renew_fields
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, NotPermitted
from mingtang.kernel.evidence.models import Fact, Record
from mingtang.kernel.messaging.models import InboxItem
from mingtang.lib.identifiers import LicenceIdentifier


def facts() -> list[str]:
    return list(Fact.objects.filter(name__startswith="licences.").order_by("pk").values_list("name", flat=True))


def test_a_licence_has_number_identifier_term_and_a_fact_that_says_whether_there_is_a_case(office: Office) -> None:
    licence = office.issued(valid_from=date(2026, 3, 15))
    identifier = LicenceIdentifier.parse(licence.identifier)
    assert (identifier.type_code, identifier.issuer, identifier.version) == (
        office.kind.code,
        office.organ.credit_code,
        1,
    )
    assert licence.number.startswith("和建许〔")
    assert licence.valid_until == date(2031, 3, 14)
    assert licence.region_id == office.organ.region_id
    fact = Fact.objects.get(name="licences.LicenceIssued")
    assert fact.data == {"licence_id": licence.pk, "case_id": None}


def test_numbers_and_serials_follow_one_another(office: Office) -> None:
    one, two = office.issued(), office.issued(office.citizen())
    assert one.number != two.number
    serials = [LicenceIdentifier.parse(each.identifier).serial for each in (one, two)]
    assert int(serials[1]) == int(serials[0]) + 1


def test_without_a_case_a_reason_is_asked_for(office: Office) -> None:
    with pytest.raises(Refused, match="没有关联办件") as raised:
        office.issued(reason="")
    assert raised.value.field == "reason"


def test_only_an_issuer_of_the_type_may_issue(office: Office) -> None:
    stranger = office.world.actor("market-permit-officer")
    with pytest.raises(NotPermitted):
        office.actor, actor = stranger, office.actor  # type: ignore[assignment]
        office.issued()
    office.actor = actor
    change_type(SYSTEM, office.kind, _of_another_organ(office))
    with pytest.raises(Refused, match="不是“临时施工许可证”的颁发机构"):
        office.issued()


def _of_another_organ(office: Office):  # type: ignore[no-untyped-def]
    from dataclasses import replace

    return replace(office.details, issuers=[office.world.organ("market-bureau")])


def test_a_face_that_the_form_does_not_allow_is_refused_field_by_field(office: Office) -> None:
    with pytest.raises(FaceRejected) as raised:
        office.issued(face={"area": 0})
    assert set(raised.value.errors) == {"place", "area"}
    assert not Licence.objects.exists()


@pytest.mark.parametrize(
    "details",
    [
        {"number": "JY1", "valid_from": date(2026, 3, 1), "valid_until": date(2026, 2, 1)},
        {"holders": []},
        {"holders": [HolderDetails(kind="identity", name="某人", number="110105194912310021")]},
    ],
)
def test_what_makes_no_sense_is_refused_and_leaves_nothing(office: Office, details: dict[str, object]) -> None:
    from mingtang.domains.services.licences.api import IssueDetails

    given = {"holders": [office.enterprise()], "face": FACE, "reason": "补录"} | details
    with pytest.raises(Refused):
        issue(office.actor, office.kind, IssueDetails(**given), issuer=office.organ)  # type: ignore[arg-type]
    assert not Licence.objects.exists()


def test_a_number_is_given_once(office: Office) -> None:
    office.issued(number="JY1")
    with pytest.raises(Refused, match="已经用过"):
        office.issued(number="JY1")


def test_numbers_of_holders_are_stored_encrypted_and_found_as_a_whole(office: Office) -> None:
    holder = office.citizen()
    licence = office.issued(holder, office.enterprise())
    row = licence.holders.get(kind="identity")
    assert holder.number not in row.number_cipher
    assert row.number == holder.number
    assert set(LicenceHolder.with_number(holder.number).values_list("licence", flat=True)) == {licence.pk}
    record = Record.objects.filter(act="licences.issue").latest("pk")
    assert holder.number not in str(record.changes)
    assert FACE["place"] not in str(record.changes)


def test_a_change_makes_a_new_version_and_ends_the_one_before(office: Office) -> None:
    licence = office.issued()
    following = change(office.actor, licence, face=FACE | {"area": 1200}, reason="面积增加")
    assert (following.version, following.number, following.predecessor) == (2, licence.number, licence)
    assert following.face["area"] == 1200
    assert following.valid_until == licence.valid_until
    assert [holder.number for holder in following.holders.all()] == [office.enterprise().number]
    assert office.fresh(licence).state == State.SUPERSEDED
    assert office.fresh(licence).face["area"] == 900
    assert facts() == ["licences.LicenceIssued", "licences.LicenceChanged"]
    with pytest.raises(Refused, match="已换发"):
        change(office.actor, licence, face=FACE, reason="再改")


def test_a_change_of_name_leaves_the_version_before_as_it_was(office: Office) -> None:
    licence = office.issued()
    (holder,) = licence.holders.all()
    following = change(office.actor, licence, face=FACE, reason="更名", names={holder.pk: "和源城建集团有限公司"})
    assert following.holder_names == "和源城建集团有限公司"
    assert office.fresh(licence).holder_names == holder.name


def test_a_renewal_holds_from_its_day_for_another_term(office: Office) -> None:
    licence = office.issued(valid_from=date(2022, 1, 1))
    following = renew(office.actor, licence, reason="延续", valid_from=date(2026, 11, 1))
    assert (following.valid_from, following.valid_until) == (date(2026, 11, 1), date(2031, 10, 31))
    with pytest.raises(Refused, match="晚于现在的有效期"):
        renew(office.actor, following, reason="延续", valid_from=date(2026, 1, 1), valid_until=date(2027, 1, 1))


def test_a_licence_without_end_needs_no_renewal_and_no_reminder(office: Office) -> None:
    from dataclasses import replace

    change_type(SYSTEM, office.kind, replace(office.details, term=None))
    licence = office.issued()
    assert (licence.valid_until, licence.renew_by) == (None, None)
    assert not Reminder.objects.exists()
    with pytest.raises(Refused, match="长期有效"):
        renew(office.actor, licence, reason="延续")


def test_holders_with_accounts_are_told(office: Office) -> None:
    licence = office.issued(office.enterprise(), office.citizen())
    told = InboxItem.objects.filter(notice__subject="电子证照已制发")
    assert {item.account for item in told} == {office.world.account("enterprise"), office.world.account("citizen")}
    assert str(licence) in told[0].notice.body


def test_a_type_is_named_by_the_credit_code_of_its_definer(office: Office) -> None:
    for code in ("119901000099012040071", office.kind.code[:18] + "00X", office.kind.code):
        with pytest.raises(Refused):
            define_type(SYSTEM, code, office.details)
    assert LicenceType.objects.count() == 1


def test_a_retired_type_keeps_its_licences_and_gets_no_new_ones(office: Office) -> None:
    from dataclasses import replace

    licence = office.issued()
    change_type(SYSTEM, office.kind, replace(office.details, retired=True))
    office.kind.refresh_from_db()
    with pytest.raises(Refused, match="已经停用"):
        office.issued()
    assert office.fresh(licence).is_effective


def test_numbers_of_holders_follow_when_the_field_key_is_changed(office: Office, settings: Any) -> None:
    holder, old = office.citizen(), settings.FIELD_KEY
    licence = office.issued(holder)
    settings.FIELD_KEY = f"{'5e' * 32},{old}"
    assert renew_fields(SYSTEM) > 0
    settings.FIELD_KEY = "5e" * 32
    assert licence.holders.get().number == holder.number
    assert LicenceHolder.with_number(holder.number).exists()
