import json
import subprocess

import pytest

from mingtang.lib.ceremony import (
    Ceremony,
    CeremonyRefused,
    Plan,
    Revocation,
    certify,
    hold,
    make_lists,
    openssl_commands,
    verify,
)
from mingtang.lib.ceremony.tests.conftest import CUSTODIANS, request, session
from mingtang.lib.crypto.keys import KeyKind
from mingtang.lib.crypto.revocation import Reason
from mingtang.lib.digests import canonical_json


@pytest.fixture(scope="module")
def full(held):
    """Two authorities certified, one revoked."""
    ceremony, shares = held
    for kind in (KeyKind.SM2, KeyKind.ECDSA_P256):
        ceremony = certify(ceremony, shares[:3], request(kind), session(-2))
    serial = int(ceremony.entries[-1].told["serial"], 16)
    return make_lists(ceremony, shares[1:], session(-1), revoke=[Revocation(serial, Reason.SUPERSEDED)])


def changed(ceremony, name, content):
    return Ceremony({**ceremony.files, name: content})


def test_the_whole_record_is_sound(full):
    assert verify(full) == ()
    assert verify(full, full.entries[1].digests["sm3"]) == ()


def test_one_altered_byte_anywhere_is_found(full):
    for name, content in full.files.items():
        for at in (0, len(content) // 2, len(content) - 1):
            altered = content[:at] + bytes((content[at] ^ 1,)) + content[at + 1 :]
            assert verify(changed(full, name, altered)), (name, at)


def test_a_missing_file_is_found(full):
    for name in full.files:
        left = Ceremony({each: content for each, content in full.files.items() if each != name})
        assert verify(left), name


def test_what_is_wrong_is_said(full):
    assert verify(changed(full, "certificates/0002.pem", full.files["certificates/0003.pem"])) == (
        "certificates/0002.pem is not the file that entry 2 of the transcript names",
        "certificates/0002.pem is not the certificate that entry 2 describes",
        "certificates/0002.pem is not good under the sm2 root: no way leads to a trusted root",
    )
    entry = json.loads(full.files["transcript/0002.json"]) | {"place": "别处"}
    found = verify(changed(full, "transcript/0002.json", canonical_json(entry)))
    assert found == ("transcript/0002.json is not the entry that transcript/0003.json continues",)
    last = json.loads(full.files["transcript/0004.json"]) | {"place": "别处"}
    found = verify(changed(full, "transcript/0004.json", canonical_json(last)))
    assert "transcript/0004.sm2.p7s is no signature of the sm2 root over transcript/0004.json" in found[0]


def test_entries_cut_off_are_found_by_a_digest_on_paper(full):
    kept = {name: content for name, content in full.files.items() if "0004" not in name}
    assert verify(Ceremony(kept)) == ()
    (found,) = verify(Ceremony(kept), full.entries[3].digests["sm3"])
    assert "entries are missing" in found


def test_an_entry_signed_by_other_roots_is_found(full):
    other, _ = hold(Plan("和源市政务根证书", CUSTODIANS), session(-3))
    for name in ("transcript/0001.sm2.p7s", "transcript/0001.ecdsa.p7s"):
        assert verify(changed(full, name, other.files[name]))


def test_nothing_is_made_above_a_record_that_is_not_sound(full, held):
    altered = changed(full, "lists/root-sm2-0001.crl", b"")
    with pytest.raises(CeremonyRefused, match="not sound"):
        make_lists(altered, held[1], session())
    with pytest.raises(CeremonyRefused, match="no transcript"):
        _ = Ceremony({}).entries


@pytest.mark.slow
def test_openssl_judges_the_same_by_the_printed_commands(full, tmp_path):
    for name, content in full.files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    commands = openssl_commands(full)
    for line in commands:
        assert judged(line, tmp_path) == 0, line
    for name in (
        "transcript/0004.json",
        "certificates/0003.pem",
        "lists/root-ecdsa-0004.crl",
        "lists/root-sm2-0001.crl",
    ):
        content = full.files[name]
        at = content.index(b"04") if name.endswith("json") else len(content) // 2
        (tmp_path / name).write_bytes(content[:at] + bytes((content[at] ^ 1,)) + content[at + 1 :])
        assert any(judged(line, tmp_path) for line in commands), name
        (tmp_path / name).write_bytes(content)


def judged(line, folder):
    shell = ["bash", "-o", "pipefail", "-c", line]
    return subprocess.run(shell, cwd=folder, capture_output=True, check=False).returncode
