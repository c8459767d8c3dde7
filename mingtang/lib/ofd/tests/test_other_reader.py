"""Another reader opens what we write: ofd.js 0.2.6 in Chromium (tests/vendor). It verifies the seal and the signature,
not the digests of parts, and takes fonts of the machine instead of those in the document.
"""

import json
from base64 import b64encode
from pathlib import Path

import pytest

from mingtang.lib.ofd import read_package
from mingtang.lib.ofd.package import packed
from mingtang.lib.ofd.tests.conftest import sealed_again
from mingtang.lib.ofd.tests.test_writing import texts

pytestmark = pytest.mark.browser
READER = Path(__file__).resolve().parents[4] / "tests" / "vendor" / "ofd.js" / "ofd.umd.min.js"
VALUE = "Doc_0/Signs/Sign_0/SignedValue.dat"
OPEN = """encoded => new Promise((told, failed) => {
    const raw = atob(encoded), bytes = Uint8Array.from(raw, each => each.charCodeAt(0));
    const show = ([shown]) => {
        document.body.replaceChildren(...ofd.renderOfd(840, shown));
        const layer = document.querySelectorAll("[name=seal_img_div]");
        told({pages: shown.pages.length, text: document.body.textContent, seals: [...layer].map(seal => {
            const box = seal.getBoundingClientRect(), page = seal.closest("div").getBoundingClientRect();
            return {signed: seal.dataset.signedInfo, box: [box.x - page.x, box.y - page.y, box.width, box.height]};
        })});
    };
    ofd.parseOfdDocument({ofd: bytes.buffer, success: show, fail: error => failed(new Error(error))});
})"""
PIXELS_OF_MILLIMETRE = 840 / 210


@pytest.fixture(scope="module")
def reader(chromium):
    page = chromium.new_page()
    page.set_content("<body style='margin: 0'></body>")
    page.add_script_tag(path=READER)
    yield page
    page.close()


def opened(reader, ofd: bytes):
    return reader.evaluate(OPEN, b64encode(ofd).decode())


def verified(told) -> list[bool]:
    return [json.loads(seal["signed"])["VerifyRet"] for seal in told["seals"]]


def test_it_shows_all_pages_and_all_text(reader, document):
    told = opened(reader, document)
    assert (told["pages"], told["seals"]) == (2, [])
    assert sorted(told["text"].replace(" ", "")) == sorted(texts(document).replace(" ", ""))


def test_it_finds_our_seals_genuine_and_shows_them_in_their_place(reader, sealed, seal):
    told = opened(reader, sealed_again(sealed, seal, places=[(1, 20, 30)]))
    assert verified(told) == [True, True]
    boxes = sorted(seal["box"] for seal in told["seals"])
    assert boxes[0] == pytest.approx([each * PIXELS_OF_MILLIMETRE for each in (20, 30, 42, 42)], abs=3)
    assert boxes[1] == pytest.approx([each * PIXELS_OF_MILLIMETRE for each in (105, 90, 42, 42)], abs=3)


def test_it_finds_a_flipped_bit_of_the_signature(reader, document, seal):
    plain = sealed_again(document, seal, places=[(2, 105, 90)])
    parts = read_package(plain)
    assert verified(opened(reader, plain)) == [True]
    parts[VALUE] = parts[VALUE][:-1] + bytes((parts[VALUE][-1] ^ 1,))
    assert verified(opened(reader, packed(parts))) == [False]
