"""The machine API keeps its published contract whatever it is sent: schemathesis asks as the officer whose business it is.

Requests go through the WSGI handler in this thread, so that each is rolled back with the transaction around it.
"""

import os
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.conf import settings as django_settings
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from django.test import override_settings
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.policy.addresses import operations_of_the_api
from tests.policy.asking import City

EXAMPLES = int(os.environ.get("CONTRACT_EXAMPLES", "4"))
TOKEN = "t" * 32
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@pytest.fixture(scope="module")
def within_one_transaction() -> Iterator[None]:
    """The handler leaves this thread's connection alone, as Django's own test client sees to; nothing is throttled."""
    cache.clear()
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    with override_settings(API_PER_MINUTE=10**9):
        yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(scope="module")
def contract(within_one_transaction: None) -> Any:
    """The schema as it is published, loaded from the running application."""
    return schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())


SENSE, NONSENSE = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
WITHOUT_PARAMETERS = {"GET /api/evidence/chain-head"}  # leaves nothing to make nonsense of
QUESTIONS = [
    *((operation, SENSE) for operation in operations_of_the_api()),
    *((operation, NONSENSE) for operation in operations_of_the_api() if operation not in WITHOUT_PARAMETERS),
]


@pytest.mark.slow
@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize(("operation", "sense"), QUESTIONS, ids=lambda part: getattr(part, "value", part))
def test_an_operation_keeps_its_contract(city: City, contract: Any, operation: str, sense: GenerationMode) -> None:
    method, path = operation.split(" ")
    session = {morsel.key: morsel.value for morsel in city.browsers[_officer(path)].cookies.values()}
    cookies = session | {django_settings.CSRF_COOKIE_NAME: TOKEN}

    @seed(20260302)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=contract[path][method].as_strategy(generation_mode=sense))
    def hold(case: Any) -> None:
        if sense == SENSE:
            _speak_of_things(case, city)
        case.cookies, case.headers = cookies, {"X-CSRFToken": TOKEN, "If-Match": "*", "Idempotency-Key": "k"}
        with transaction.atomic():
            response = case.call()
            transaction.set_rollback(True)
        case.validate_response(response, checks=CHECKS)

    hold()


def _officer(path: str) -> str:
    """Whose business an operation is: one of the three officers', or that of the official who has opened the case."""
    if path.startswith("/api/cases") and "/migrations" not in path:
        return "official"
    nouns = {
        "roles": "security",
        "grants": "security",
        "accounts": "security",
        "sessions": "security",
        "trust": "audit",
    }
    office = "audit" if path.startswith("/api/evidence/records") else nouns.get(path.split("/")[2], "system")
    return f"{office}_officer"


def _speak_of_things(case: Any, city: City) -> None:
    """Existing things instead of invented keys, so that a request gets beyond "not found"."""
    for part in (case.path_parameters, case.body):
        for name in set(part) & set(THINGS_OF_PARAMETERS) if isinstance(part, dict) else ():
            part[name] = city.keys[THINGS_OF_PARAMETERS[name]]


THINGS_OF_PARAMETERS = {
    "code": "region",
    "organ_id": "organ",
    "unit_id": "unit",
    "post_id": "post",
    "official_id": "account",
    "account_id": "account",
    "appointment_id": "appointment",
    "role_id": "role",
    "grant_id": "grant",
    "session_id": "sign_in",
    "record_id": "record",
    "delivery_id": "delivery",
    "case_id": "case",
    "migration_id": "case_migration",
    "phrase_id": "phrase",
    "substitution_id": "substitution",
    "file_id": "file",
    "upload_id": "upload",
    "material_id": "material",
    "authority_id": "authority",
    "certificate_id": "certificate",
    "recovery_id": "key_recovery",
    # in bodies
    "organ": "organ",
    "superior": "city",
    "into": "city",
    "line_superior": "city",
    "region": "region",
    "post": "post",
    "role": "role",
    "official": "account",
}
"""What parameters and fields speak of, in `things`."""
