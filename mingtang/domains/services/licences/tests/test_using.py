"""Pulling, copying, showing and verifying licences: who may, and what is logged."""

from typing import Any

import pytest
from django.core import signing

from mingtang.domains.services.licences.actions.using import DISPLAY_SECONDS, display_code, verify
from mingtang.domains.services.licences.api import (
    HolderDetails,
    Licence,
    LicenceUse,
    annotated_copy,
    change,
    own_licences,
    pull,
    suspend,
)
from mingtang.domains.services.licences.certificates import FILES, facts_of, make_certificate
from mingtang.domains.services.licences.tests.office import FACE, Office
from mingtang.kernel.directory.api import Account, Nobody, Refused
from mingtang.kernel.evidence.api import NotPermitted
from mingtang.kernel.evidence.models import Record

PURPOSE = "建筑工程施工许可证核发"


def test_an_official_with_the_right_pulls_what_is_in_force_and_that_is_logged(office: Office) -> None:
    licence, holder = office.issued(), office.enterprise()
    found = pull(office.actor, holder.kind, holder.number, office.kind.code, purpose=PURPOSE)
    assert found == licence
    use = LicenceUse.objects.get()
    assert (use.kind, use.account, use.purpose, use.organ_name) == (
        "pulled",
        office.actor.account,
        PURPOSE,
        office.organ.name,
    )
    assert Record.objects.filter(act="licences.use", object_id=str(licence.pk)).exists()


def test_nothing_is_found_and_nothing_logged_when_no_licence_is_in_force(office: Office) -> None:
    licence, holder = office.issued(), office.enterprise()
    suspend(office.actor, licence, reason="整改", basis="条例")
    assert pull(office.actor, holder.kind, holder.number, office.kind.code, purpose=PURPOSE) is None
    assert not LicenceUse.objects.exists()


def test_the_newest_version_is_pulled(office: Office) -> None:
    licence, holder = office.issued(), office.enterprise()
    newer = change(office.actor, licence, face=FACE, reason="变更")
    assert pull(office.actor, holder.kind, holder.number, office.kind.code, purpose=PURPOSE) == newer


def test_holders_pull_their_own_and_others_are_refused_on_the_record(office: Office) -> None:
    licence, holder = office.issued(), office.enterprise()
    enterprise = office.world.actor("enterprise")
    assert pull(enterprise, holder.kind, holder.number, office.kind.code, purpose=PURPOSE) == licence
    for who in ("citizen", "wrong_county_official", "visitor"):
        with pytest.raises(NotPermitted):
            pull(office.world.actor(who), holder.kind, holder.number, office.kind.code, purpose=PURPOSE)
    assert Record.objects.filter(act="licences.use", outcome="refused").count() == 3


def test_a_use_without_purpose_is_refused(office: Office) -> None:
    office.issued()
    holder = office.enterprise()
    with pytest.raises(Refused, match="用途"):
        pull(office.actor, holder.kind, holder.number, office.kind.code, purpose=" ")
    assert not LicenceUse.objects.exists()


def test_one_sees_ones_own_licences_as_a_person_as_an_enterprise_and_as_its_agent(office: Office) -> None:
    agency = office.world.actor("agent").agency  # type: ignore[union-attr]
    represented = HolderDetails(kind="credit_code", name="云麓康养", number=agency.legal_person.credit_code)  # type: ignore[union-attr]
    of_enterprise, of_citizen, by_agent = (
        office.issued(),
        office.issued(office.citizen()),
        office.issued(represented),
    )

    def seen(who: str) -> list[Licence]:
        return list(own_licences(office.world.actor(who)))

    assert seen("enterprise") == [of_enterprise]
    assert seen("agent") == [by_agent]
    assert seen("citizen") == [of_citizen]
    assert seen("official") == seen("visitor") == []


def test_licences_are_not_shown_before_the_person_was_verified(office: Office) -> None:
    office.issued(office.citizen())
    Account.objects.filter(pk=office.world.account("citizen").pk).update(assurance=Account.Assurance.MATCHED)
    assert not own_licences(office.world.actor("citizen")).exists()


def test_a_replaced_version_leaves_ones_own_list(office: Office) -> None:
    newer = change(office.actor, office.issued(), face=FACE, reason="变更")
    assert list(own_licences(office.world.actor("enterprise"))) == [newer]


def test_a_printed_code_leads_to_its_licence_and_the_look_is_logged(office: Office) -> None:
    licence = office.issued()
    assert verify(Nobody(), licence.printed_code.lower()).licence == licence
    assert verify(Nobody(), "0000-0000-0000-0000").licence is None
    use = LicenceUse.objects.get()
    assert (use.kind, use.name, use.account) == ("verified", "访客", None)


def test_a_code_on_a_screen_is_good_for_some_minutes_only(office: Office, monkeypatch: Any) -> None:
    licence = office.issued()
    code = display_code(licence)
    assert licence.code not in code
    assert verify(Nobody(), code).licence == licence
    assert LicenceUse.objects.get().kind == "shown"
    for wrong in (code[:-1] + ("A" if code[-1] != "A" else "B"), "1.2.3", signing.TimestampSigner(sep=".").sign("1")):
        assert verify(Nobody(), wrong).licence is None
    now = signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: now + DISPLAY_SECONDS + 1)
    late = verify(Nobody(), code)
    assert (late.licence, late.outdated) == (None, True)


def test_a_copy_carries_its_purpose_and_its_digest_is_logged(office: Office) -> None:
    licence = office.issued()
    copy = annotated_copy(office.world.actor("enterprise"), licence, purpose="办理贷款")
    assert copy.pdf.startswith(b"%PDF")
    use = LicenceUse.objects.get()
    assert (use.kind, use.purpose, use.digest) == ("copied", "办理贷款", copy.digest)
    with pytest.raises(NotPermitted):
        annotated_copy(office.world.actor("citizen"), licence, purpose="办理贷款")
    suspend(office.actor, licence, reason="整改", basis="条例")
    with pytest.raises(Refused, match="暂停"):
        annotated_copy(office.world.actor("enterprise"), licence, purpose="办理贷款")


def test_the_certificate_is_kept_once_and_handed_out_as_it_was(office: Office) -> None:
    licence = office.issued()
    assert FILES.pdf_of(licence).startswith(b"%PDF")  # the worker has not come to it
    digests = {make_certificate.call(licence.pk) for _ in range(2)}
    kept = office.fresh(licence)
    assert digests == {kept.file_digest}
    assert kept.file_name.endswith(f"{kept.file_digest}.pdf")
    assert Record.objects.filter(act="licences.keep_certificate").count() == 1
    assert FILES.pdf_of(kept) == FILES.pdf_of(licence)


def test_the_certificate_names_enterprises_in_full_and_masks_numbers_of_people(office: Office) -> None:
    facts = facts_of(office.fresh(office.issued(office.enterprise(), office.citizen())))
    credit_code, identity = facts["numbers"]
    assert credit_code == office.enterprise().number
    assert identity.startswith(office.citizen().number[:4] + "****")
    assert ["工程地点", FACE["place"]] in facts["face"]
