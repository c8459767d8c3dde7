"""Licences through the machine API, by the same rules as the pages."""

import json
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingtang.domains.services.licences.api import Licence, LicenceUse
from mingtang.domains.services.licences.tests.office import FACE, ISSUER, Office

LICENCES = "/api/services/licences"


def send(office: Office, address: str, body: Any, who: str = ISSUER) -> Any:
    return office.world.client(who).post(address, json.dumps(body), content_type="application/json")


def wanted(office: Office, **more: Any) -> dict[str, Any]:
    holder = office.enterprise()
    return {"type": office.kind.pk, "holders": [vars(holder)], "face": FACE, "reason": "补录"} | more


def test_a_licence_is_issued_changed_renewed_suspended_and_read(office: Office) -> None:
    answer = send(office, LICENCES, wanted(office))
    assert answer.status_code == 201, answer.content
    made = answer.json()
    assert made["holders"][0]["masked_number"].count("*") == 10
    changed = send(office, f"{LICENCES}/{made['id']}/changes", {"face": FACE | {"area": 1}, "reason": "变更"}).json()
    assert (changed["version"], changed["predecessor_id"]) == (2, made["id"])
    renewed = send(office, f"{LICENCES}/{changed['id']}/renewals", {"reason": "延续", "valid_until": "2040-01-01"})
    assert renewed.status_code == 201
    key = renewed.json()["id"]
    turned = send(office, f"{LICENCES}/{key}/steps", {"step": "suspension", "reason": "整改", "basis": "条例"})
    assert turned.json()["state"] == "suspended"
    again = send(office, f"{LICENCES}/{key}/steps", {"step": "suspension", "reason": "整改", "basis": "条例"})
    assert again.status_code == 409
    assert office.world.client(ISSUER).get(f"{LICENCES}/{key}").json()["state"] == "suspended"


def test_faults_of_the_face_are_told_by_field(office: Office) -> None:
    answer = send(office, LICENCES, wanted(office, face={"area": 0}))
    assert answer.status_code == 422
    assert {fault["field"] for fault in answer.json()["errors"]} == {"face.place", "face.area"}
    assert send(office, LICENCES, wanted(office, valid_until="2001-01-01")).status_code == 422
    assert not Licence.objects.exists()


def test_a_list_costs_the_same_however_long_it_is(office: Office) -> None:
    client = office.world.client(ISSUER)

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"{LICENCES}?state=effective").status_code == 200
        return len(captured)

    office.issued()
    cost()
    before = cost()
    for _ in range(3):
        office.issued(office.citizen(), office.enterprise())
    assert cost() == before


def test_pulling_answers_a_licence_or_none_and_logs_the_use(office: Office) -> None:
    holder = office.enterprise()
    body = {
        "holder_kind": holder.kind, "holder_number": holder.number, "type_code": office.kind.code, "purpose": "施工许可"
    }  # fmt: skip
    assert send(office, "/api/services/licence-pulls", body).json() == {"licence": None}
    licence = office.issued()
    assert send(office, "/api/services/licence-pulls", body).json()["licence"]["id"] == licence.pk
    assert send(office, "/api/services/licence-pulls", body, who="citizen").status_code == 403
    uses = office.world.client(ISSUER).get(f"{LICENCES}/{licence.pk}/uses").json()["items"]
    assert [use["purpose"] for use in uses] == ["施工许可"]


def test_ones_own_licences_and_verification_for_everybody(office: Office) -> None:
    licence = office.issued(office.citizen())
    own = office.world.client("citizen").get("/api/services/my-licences").json()["items"]
    assert [each["number"] for each in own] == [licence.number]
    visitor = office.world.client("visitor")
    assert visitor.get("/api/services/my-licences").status_code == 401
    said = visitor.get(f"/api/services/licence-verifications/{licence.printed_code}").json()
    assert said["holders"] == ["林*"]
    assert set(said) == {"name", "number", "holders", "issuer", "issued_on", "valid_from", "valid_until", "state"}
    assert visitor.get("/api/services/licence-verifications/nonsense").status_code == 404
    assert LicenceUse.objects.count() == 1
