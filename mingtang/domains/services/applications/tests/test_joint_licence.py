"""The licence that a joint matter ends in (services.md 8, rules 1 and 7), each test a sentence."""

from typing import Any

import pytest
from django.utils import timezone

from mingtang.domains.services.applications import api
from mingtang.domains.services.applications.models import Application
from mingtang.domains.services.applications.tests.joint_desk import WINDOW_CLERK, JointDesk, joint_document
from mingtang.domains.services.applications.tests.licensing import licence_type_of, take
from mingtang.domains.services.licences.api import Licence
from mingtang.kernel.directory.api import Refused
from mingtang.lib.identifiers import licence_type_code, make_credit_code
from tests.world import World

pytestmark = pytest.mark.django_db
FACE = {"unit": "枢纽停车楼", "address": "枢纽大道 3 号", "kind": "bath"}
COMPANY = make_credit_code("91", "990102", "MA0B0001")


def opened(world: World, **more: Any) -> JointDesk:
    """The lead issues the licence; it rests on the branch of the permit, which does not wait for fire."""
    document = joint_document(world)
    document["branches"][3] |= {"branch_after": "drawing", "branch_licence": "1"}
    code = licence_type_code(world.organ("housing-bureau").credit_code or "", 9)
    licence = {"result_type": "10", "licence_type_code": code, "branches": document["branches"]}
    joint = JointDesk(world, **licence, **more)
    assert licence_type_of(joint, numbers=not more).code == code
    return joint


def concluded(joint: JointDesk, denied: str = "") -> Application:
    application = joint.running()
    joint.opine(application)
    for key in ("drawing", "fire", "permit"):
        joint.decide(application, key, granted=key != denied)
    joint.conclude(application)
    return joint.fresh(application)


@pytest.mark.parametrize(("denied", "licences"), [("fire", 1), ("permit", 0)])
def test_the_licence_of_a_joint_matter_rests_on_its_branch_whatever_became_of_the_others(
    world: World, denied: str, licences: int
) -> None:
    """services.md 8, rule 7: "result `partly_denied` delivers what was granted"."""
    joint = opened(world)
    application = concluded(joint, denied)
    take(joint, application, "issue", "permit-officer", **(FACE if licences else {}))
    assert joint.part(application).decision == "partly"
    assert Licence.objects.filter(case=application.case_id, issuer=joint.part(application).organ).count() == licences


def test_a_company_that_comes_into_being_by_its_licence_holds_it_under_the_number_of_the_licence(world: World) -> None:
    """营业执照: its number is the unified social credit code of the company (GB 32100)."""
    joint = opened(world, licence_holder_code="licence_number")
    application = concluded(joint)
    with pytest.raises(Refused, match="统一社会信用代码"):
        take(joint, application, "issue", "permit-officer", **FACE, licence_number="12345")
    take(joint, application, "issue", "permit-officer", **FACE, licence_number=COMPANY)
    licence = Licence.objects.get(case=application.case_id)
    assert [each.kind for each in licence.holders.all()] == ["credit_code", "identity"]
    assert licence.number == COMPANY
    receipt = api.Receipt("电子送达", "林叙", timezone.now())
    no = joint.no(application, "deliver")
    api.deliver(joint.world.actor(WINDOW_CLERK), joint.fresh(application), no, receipt)
    assert str(licence) in application.letters.get(kind="delivery").data["documents"]
