"""What this node serves, before judges that are not ours: `openssl` and pkilint."""

import subprocess
from pathlib import Path

import pytest
from django.test import Client

from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.trust.api import Authority, Certificate, Holder, issue_pair, publish_lists, revoke_certificate
from mingtang.kernel.trust.tests.conftest import officer_of
from mingtang.kernel.trust.tests.test_sealing import seal  # noqa: F401 - the seal of an organ has certificates too
from mingtang.lib.crypto.keys import KeyKind, generate_key, to_pem
from mingtang.lib.crypto.revocation import Reason
from mingtang.lib.crypto.tests.linter import findings
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NATIONAL_USES = "Prohibited key usage value(s) present"
"""RFC 8813 forbids uses that GM/T 0015 demands of SM2 encryption certificates: the one finding (decision 0047)."""


def told(*arguments: str | Path, data: bytes = b"") -> str:
    done = subprocess.run(["openssl", *map(str, arguments)], input=data, capture_output=True, check=False)
    return (done.stdout + done.stderr).decode()


@pytest.fixture
def folder(world: World, tmp_path: Path) -> Path:
    """Certificates of the ECDSA hierarchy as files."""
    authority = Authority.objects.get(level="issuing", kind="ecdsa-p256", state="in_service")
    assert authority.superior
    for name, encoded in (("authority", authority.encoded), ("root", authority.superior.encoded)):
        (tmp_path / f"{name}.pem").write_text(to_pem("CERTIFICATE", bytes(encoded)))
    return tmp_path


@pytest.mark.usefixtures("seal")
def test_the_linter_finds_nothing_in_what_the_node_issues_and_publishes(
    world: World, client: Client, tmp_path: Path
) -> None:
    holder = Holder(account_id=world.account("official").pk)
    pair = issue_pair(
        SYSTEM, officer_of("张三", "住建局"), "officer-encryption", generate_key(KeyKind.SM2).spki, holder
    )
    revoke_certificate(SYSTEM, pair.signing, Reason.KEY_COMPROMISE)
    publish_lists()
    rows = {f"{row}": bytes(row.encoded) for row in Certificate.objects.all()}
    rows |= {f"{row}": bytes(row.encoded) for row in Authority.objects.exclude(encoded=b"")}
    found = {name: findings("certificate", encoded, tmp_path) for name, encoded in rows.items()}
    assert {name for name, told_of in found.items() if told_of} == {str(pair.encryption)}
    assert all(NATIONAL_USES in line for line in found[str(pair.encryption)])
    for authority in Authority.objects.filter(level="issuing"):
        for name in ("full.crl", "delta.crl"):
            assert findings("list", client.get(f"/trust/{authority.pk}/{name}").content, tmp_path) == [], name


def test_openssl_believes_lists_answers_and_timestamps_and_sees_a_revocation_at_once(
    client: Client, folder: Path
) -> None:
    row = Certificate.objects.filter(profile="timestamper", authority__kind="ecdsa-p256").latest("pk")
    (folder / "one.pem").write_text(to_pem("CERTIFICATE", bytes(row.encoded)))
    chain = ["-CAfile", folder / "root.pem", "-untrusted", folder / "authority.pem"]
    assert told("verify", *chain, folder / "one.pem").endswith("OK\n")
    publish_lists()
    (folder / "list").write_bytes(client.get(f"/trust/{row.authority_id}/full.crl").content)
    assert "verify OK" in told("crl", "-inform", "DER", "-in", folder / "list", "-CAfile", folder / "authority.pem")
    _stamped(client, folder, row, chain)
    assert "one.pem: good" in _asked(client, folder, row, chain)
    revoke_certificate(SYSTEM, row, Reason.SUPERSEDED)
    assert "one.pem: revoked" in (said := _asked(client, folder, row, chain))
    assert "Response verify OK" in said
    assert findings("answer", (folder / "answer").read_bytes(), folder) == []


def _asked(client: Client, folder: Path, row: Certificate, chain: list[str | Path]) -> str:
    about = ["-issuer", folder / "authority.pem", "-cert", folder / "one.pem"]
    told("ocsp", *about, "-reqout", folder / "question")
    asked = (folder / "question").read_bytes()
    answer = client.post(f"/trust/{row.authority_id}/ocsp", asked, content_type="application/ocsp-request")
    (folder / "answer").write_bytes(answer.content)
    given = ["-reqin", folder / "question", "-no_nonce", "-respin", folder / "answer", "-CAfile", folder / "root.pem"]
    return told("ocsp", *about, *given, "-verify_other", folder / "authority.pem")


def _stamped(client: Client, folder: Path, row: Certificate, chain: list[str | Path]) -> None:
    (folder / "data").write_bytes(b"letter")
    told("ts", "-query", "-data", folder / "data", "-sha256", "-cert", "-out", folder / "query")
    kind = "application/timestamp-query"
    reply = client.post(f"/trust/{row.authority_id}/tsa", (folder / "query").read_bytes(), content_type=kind)
    (folder / "reply").write_bytes(reply.content)
    verify = ["ts", "-verify", "-in", folder / "reply", *chain]
    assert "Verification: OK" in told(*verify, "-queryfile", folder / "query")
    (folder / "data").write_bytes(b"better")
    assert "Verification: FAILED" in told(*verify, "-data", folder / "data")
