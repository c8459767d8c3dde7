"""Packages that nobody should open are not opened."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingtang.lib.crypto.validation import Evidence
from mingtang.lib.ofd import BadPackage, read_package, verify_ofd
from mingtang.lib.ofd.markup import NAMESPACE, read
from mingtang.lib.ofd.package import MOST_BYTES, MOST_PARTS, packed
from mingtang.lib.ofd.paths import resolved

NAMES = st.text("abcXYZ019._-甲", min_size=1, max_size=12).filter(lambda name: name not in {".", ".."})
WARNED = pytest.mark.filterwarnings("ignore:Duplicate name")


def zipped(*members, method=zipfile.ZIP_DEFLATED) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content, compress_type=method)
    return buffer.getvalue()


@given(st.dictionaries(st.lists(NAMES, min_size=1, max_size=3).map("/".join), st.binary(max_size=60), min_size=1))
@settings(max_examples=50, deadline=None)
def test_what_was_packed_is_read_again(parts):
    if len({name.casefold() for name in parts}) == len(parts):
        assert read_package(packed(parts)) == parts
        assert packed(parts) == packed(dict(reversed(parts.items())))


@WARNED
@pytest.mark.parametrize(
    "names",
    [
        ["OFD.xml", "OFD.xml"],
        ["OFD.xml", "ofd.XML"],
        ["../OFD.xml"],
        ["Doc_0/../OFD.xml"],
        ["/OFD.xml"],
        ["Doc_0//a"],
        ["Doc_0/./a"],
        ["Doc_0\\a"],
        ["C:a"],
        ["a" * 300],
    ],
    ids=lambda names: names[-1][:20],
)
def test_names_that_lead_outside_or_come_twice_are_refused(names):
    with pytest.raises(BadPackage):
        read_package(zipped(*((name, b"") for name in names)))


def test_bombs_are_not_unpacked():
    bomb = zipped(*((f"part{number}", bytes(MOST_BYTES // 4)) for number in range(5)))
    assert len(bomb) < 1 << 20
    with pytest.raises(BadPackage, match="too large when unpacked"):
        read_package(bomb)
    lying = zipped(("a", bytes(1 << 20)))
    directory = lying.rindex(b"PK\x01\x02")
    lying = lying[: directory + 24] + (9).to_bytes(4, "little") + lying[directory + 28 :]
    with pytest.raises(BadPackage):
        read_package(lying)
    with pytest.raises(BadPackage, match="too many parts"):
        read_package(zipped(*((str(number), b"") for number in range(MOST_PARTS + 1))))


def test_what_is_cut_altered_encrypted_or_oddly_packed_is_refused():
    whole = zipped(("OFD.xml", b"x" * 500))
    encrypted = bytearray(whole)
    encrypted[whole.rindex(b"PK\x01\x02") + 8] |= 1
    altered = bytearray(zipped(("OFD.xml", b"x" * 500), method=zipfile.ZIP_STORED))
    altered[100] ^= 1
    for wrong in (b"", whole[:-30], whole[40:], bytes(encrypted), bytes(altered)):
        with pytest.raises(BadPackage):
            read_package(wrong)
    with pytest.raises(BadPackage):
        read_package(zipped(("OFD.xml", b"x" * 500), method=zipfile.ZIP_BZIP2))


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
DESCRIPTIONS = {
    "entities that grow": f'<!DOCTYPE OFD [<!ENTITY l0 "ha">{LAUGHS}]><ofd:OFD xmlns:ofd="{NAMESPACE}">&l8;</ofd:OFD>',
    "a file of this machine": '<!DOCTYPE OFD [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    f'<ofd:OFD xmlns:ofd="{NAMESPACE}">&a;</ofd:OFD>',
    "any document type": f'<!DOCTYPE OFD><ofd:OFD xmlns:ofd="{NAMESPACE}"/>',
    "another namespace": '<ofd:OFD xmlns:ofd="http://elsewhere"/>',
    "another element": f'<ofd:Document xmlns:ofd="{NAMESPACE}"/>',
    "no end": f'<ofd:OFD xmlns:ofd="{NAMESPACE}">',
    "too deep": "<a>" * 5000,
    "nothing": "",
}


@pytest.mark.parametrize("description", DESCRIPTIONS.values(), ids=DESCRIPTIONS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_descriptions_with_surprises_are_refused(description, encoding):
    with pytest.raises(BadPackage):
        read(description.encode(encoding), "OFD")
    with pytest.raises(BadPackage):
        verify_ofd(zipped(("OFD.xml", description.encode(encoding))), Evidence([]), now=None)


def test_locations_are_found_from_the_root_or_from_the_part_that_names_them():
    assert resolved("/Doc_0/a.xml", "Doc_0/Signs/b.xml") == "Doc_0/a.xml"
    assert resolved("../a.xml", "Doc_0/Signs/b.xml") == "Doc_0/a.xml"
    assert resolved("Sign_0/a.xml", "Doc_0/Signs/b.xml") == "Doc_0/Signs/Sign_0/a.xml"
    for outside in ("../../a", "/../a", "a/../../../b"):
        with pytest.raises(BadPackage):
            resolved(outside, "Doc_0/b.xml")
