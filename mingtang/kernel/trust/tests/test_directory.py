"""The public directory of certificates tells organs' certificates and nobody's own."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from mingtang.kernel.trust.models import Certificate
from tests.world import World

pytestmark = pytest.mark.django_db


def test_an_offices_certificate_is_found_by_name_serial_and_fingerprint_and_downloaded(
    world: World, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    row = Certificate.objects.filter(profile="timestamper").earliest("pk")
    for wanted in (row.common_name[2:9], row.serial.upper(), row.fingerprint):
        with django_assert_max_num_queries(1):
            assert row.serial in client.get("/certificates/", {"q": wanted}).content.decode()
    assert client.get(f"/trust/{row.authority_id}/certificates/{row.serial}/").content == bytes(row.encoded)
    assert client.get("/certificates/search", {"name": row.common_name}).content == bytes(row.encoded)


def test_a_persons_certificate_is_not_told(world: World, client: Client, officers_certificate: Certificate) -> None:
    row = officers_certificate
    assert row.serial not in client.get("/certificates/", {"q": row.common_name}).content.decode()
    assert client.get(f"/trust/{row.authority_id}/certificates/{row.serial}/").status_code == 404
    assert client.get("/certificates/search", {"name": row.common_name}).status_code == 404
    assert "没有查到" in client.get("/certificates/", {"q": row.fingerprint}).content.decode()
