"""The whole course through the machine interface."""

import base64

import pytest

from mingtang.domains.registration.api import CertificateApplication
from mingtang.domains.registration.tests.counter import CLERK, HOLDER, ISSUER, REVIEWER, Counter, request_of
from mingtang.kernel.cases.tests.test_rest import Program

pytestmark = pytest.mark.django_db


def test_a_certificate_is_asked_for_decided_issued_and_collected_by_programs(counter: Counter) -> None:
    holder, clerk, reviewer, issuer = (
        Program(counter.world.actor(who))  # type: ignore[arg-type]
        for who in (HOLDER, CLERK, REVIEWER, ISSUER)
    )
    wish = {"holder_kind": "officer", "kind": "new", "request": request_of(counter.key), "years": 2}
    made = holder.post("registration/applications", wish, 201)
    there = f"registration/applications/{made['id']}"
    assert (made["stage"], made["subject"]["common_name"], made["has_request"]) == ("check", "许青禾", True)
    clerk.post(f"{there}/identity-check", {"method": "face", "document": "工作证", "outcome": "通过"})
    assert "身份核验人不能审核" in clerk.post(f"{there}/review", {"outcome": "同意"}, 409)["detail"]
    reviewer.post(f"{there}/review", {"outcome": "同意", "opinion": "一致。"})
    assert issuer.post(f"{there}/issuing") == {"code": ""}
    application = CertificateApplication.objects.get(pk=made["id"])
    codes = {"reference": application.reference, "code": counter.code(application)}
    assert base64.b64decode(holder.post(f"{there}/download", codes)["archive"]).startswith(b"PK")
    assert holder.post(f"{there}/confirmation")["stage"] == "done"
    assert [row["id"] for row in clerk.get("registration/applications?stage=done")["items"]] == [made["id"]]


def test_a_bad_request_names_its_field(counter: Counter) -> None:
    holder = Program(counter.world.actor(HOLDER))  # type: ignore[arg-type]
    told = holder.post("registration/applications", {"holder_kind": "officer", "kind": "new", "request": "x"}, 422)
    assert told["errors"][0]["field"] == "request"
