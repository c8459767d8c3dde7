"""What is never in the database or the logs: private keys in clear, and keys of people that sign in any form at all."""

import base64
from collections.abc import Iterator

import pytest
from django.db import connection

from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.trust.api import Authority, Holder, fill_pool, issue_pair
from mingtang.kernel.trust.keys import sealed_keys
from mingtang.kernel.trust.tests.conftest import officer_of
from mingtang.lib.crypto.keys import KeyKind, PrivateKey, generate_key, load_pkcs8, open_envelope
from mingtang.lib.crypto.keys.sm2 import Sm2Key
from tests.world import World

pytestmark = pytest.mark.django_db


def dump() -> bytes:
    """Every value of every table, as text and as bytes."""
    with connection.cursor() as cursor:
        parts: list[bytes] = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            parts += [_bytes(value) for row in cursor.fetchall() for value in row if value is not None]
    return b"\n".join(parts)


def _bytes(value: object) -> bytes:
    return bytes(value) if isinstance(value, (bytes, memoryview)) else str(value).encode()


def forms_of(key: PrivateKey) -> Iterator[bytes]:
    """The private number as anybody might have written it."""
    assert isinstance(key, Sm2Key)
    number = key.number()
    yield number
    yield number[::-1]
    yield number.hex().encode()
    yield number.hex().upper().encode()
    yield str(int.from_bytes(number, "big")).encode()
    for skipped in range(3):
        whole = base64.b64encode(bytes(skipped) + key.pkcs8())
        yield whole[8:40]  # of the frame around the number, and all behind it differs for each key
        yield base64.b64encode(bytes(skipped) + number)[4:36]


def test_a_dump_and_the_logs_hold_no_private_key(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(0)
    fill_pool()
    signing, holder = generate_key(KeyKind.SM2), Holder(account_id=world.account("official").pk)
    pair = issue_pair(SYSTEM, officer_of("张三", "住建局"), "officer-encryption", signing.spki, holder)
    escrowed = open_envelope(pair.envelope, load_pkcs8(signing.pkcs8()))  # type: ignore[arg-type]
    authority = Authority.objects.get(level="issuing", kind="sm2", state="in_service")
    everything = dump() + caplog.text.encode()
    for key in (signing, escrowed, sealed_keys().get(authority.key_label)):
        assert [form for form in forms_of(key) if form in everything] == []
    assert signing.spki in everything  # the scan does find what is there
    assert b"PRIVATE KEY" not in everything
