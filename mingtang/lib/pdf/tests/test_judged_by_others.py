"""Our signatures before poppler, openssl and pyHanko, the judges that are not ours."""

import asyncio
import re
import subprocess
from io import BytesIO

import pytest
from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from mingtang.lib.crypto import der, oids
from mingtang.lib.crypto.cms import verify_cms
from mingtang.lib.crypto.keys import KeyKind
from mingtang.lib.crypto.tests import openssl
from mingtang.lib.crypto.tests.hierarchy import hierarchy
from mingtang.lib.pdf.finding import signatures_in
from mingtang.lib.pdf.reading import open_pdf
from mingtang.lib.pdf.tests.files import known, signed

pytestmark = pytest.mark.slow
INTERNATIONAL = [KeyKind.ECDSA_P256, KeyKind.RSA]


@pytest.fixture(params=INTERNATIONAL, ids=str)
def h(request):
    return hierarchy(request.param)


def said_by_pdfsig(pdf, folder):
    file = folder / "letter.pdf"
    file.write_bytes(pdf)
    done = subprocess.run(["pdfsig", "-nocert", "-no-ocsp", str(file)], capture_output=True, check=False)
    return re.findall(r"Signature Validation: (.*)", done.stdout.decode())


def test_poppler_finds_both_signatures_valid_and_altered_bytes_not(h, tmp_path):
    once = signed(h, evidence=known(h))
    twice = signed(h, once, name="再签")
    assert said_by_pdfsig(twice, tmp_path) == ["Signature is Valid."] * 2
    place = twice.index(b"stream") + 20
    altered = twice[:place] + bytes((twice[place] ^ 1,)) + twice[place + 1 :]
    assert all("Digest Mismatch" in each for each in said_by_pdfsig(altered, tmp_path))


def test_openssl_judges_the_message_and_the_timestamp(h, tmp_path):
    pdf = signed(h)
    (found,) = signatures_in(open_pdf(pdf), pdf)
    h.written(tmp_path)
    (tmp_path / "message").write_bytes(found.message)
    (tmp_path / "content").write_bytes(found.covered)
    message = ["-inform", "DER", "-in", f"{tmp_path}/message", "-content", f"{tmp_path}/content", "-binary"]
    trusting = ["-CAfile", f"{tmp_path}/root.pem"]
    assert openssl.run("cms", "-verify", *message, *trusting, "-purpose", "any", "-cades") == found.covered
    message, (signer,) = verify_cms(found.message, found.covered)
    (tmp_path / "signature").write_bytes(message.signers[0].signature)
    (tmp_path / "token").write_bytes(signer.unsigned[oids.STAMP_OF_SIGNATURE])
    stamped = ["-in", f"{tmp_path}/token", "-token_in", "-data", f"{tmp_path}/signature"]
    said = openssl.run("ts", "-verify", *stamped, *trusting, "-untrusted", f"{tmp_path}/city.pem")
    assert b"Verification: OK" in said


def test_openssl_verifies_what_an_sm2_key_signed_in_the_file(tmp_path):
    h = hierarchy(KeyKind.SM2)
    pdf = signed(h)
    (found,) = signatures_in(open_pdf(pdf), pdf)
    message, _ = verify_cms(found.message, found.covered)
    (signer,) = message.signers
    (tmp_path / "key").write_bytes(h.holder().key.spki)
    assert openssl.verifies(tmp_path / "key", signer.signature, b"\x31" + signer.attributes.whole[1:])
    digest = openssl.run("dgst", "-sm3", "-binary", data=found.covered)
    assert der.octet_string(digest) in signer.attributes.whole


def test_pyhanko_itself_finds_the_signature_and_its_timestamp_good(h):
    (embedded,) = PdfFileReader(BytesIO(signed(h, evidence=known(h)))).embedded_signatures
    context = ValidationContext(
        trust_roots=[x509.Certificate.load(h.root.certificate.encoded)],
        other_certs=[x509.Certificate.load(h.city.certificate.encoded)],
    )
    status = asyncio.run(async_validate_pdf_signature(embedded, signer_validation_context=context))
    assert status.valid
    assert status.intact
    assert status.trusted
    assert status.timestamp_validity.valid
