import pytest

from mingtang.lib.crypto.seals import Picture
from mingtang.lib.crypto.tests import sealing
from mingtang.lib.crypto.tests.hierarchy import NOW
from mingtang.lib.ofd import Attachment, sign_ofd, write_ofd
from mingtang.lib.ofd.tests.setting import picture_of, set_letter

SEAL = """
#set page(width: 42mm, height: 42mm, margin: 1mm, fill: none)
#circle(radius: 19.5mm, stroke: 1mm + red)[#align(center + horizon, text(fill: red, size: 40pt)[★])]
"""


@pytest.fixture(scope="session")
def letter() -> bytes:
    """The notice with a red head, two pages, as our letters are set."""
    return set_letter("supervised-item-notice")


@pytest.fixture(scope="session")
def document(letter: bytes) -> bytes:
    """The same as OFD, with its data."""
    data = Attachment("办文数据.json", b'{"number": 12}')
    return write_ofd(letter, title="关于<交办>督查事项&的通知", author="河源市人民政府办公室", attachments=[data])


@pytest.fixture(scope="session")
def seal() -> bytes:
    """That of the city, with a picture."""
    return sealing.seal(picture=Picture("PNG", picture_of(SEAL), 42, 42))


@pytest.fixture(scope="session")
def sealed(document: bytes, seal: bytes) -> bytes:
    """Sealed on the second page, with a timestamp."""
    return sealed_again(document, seal, places=[(2, 105, 90)], stamp=sealing.stamp)


def sealed_again(ofd: bytes, seal: bytes, *, places, stamp=None) -> bytes:
    signer = sealing.city().holder("seal-signer")
    return sign_ofd(ofd, seal, signer.key, signer.certificate, moment=NOW, places=places, stamp=stamp)
