"""Artwork that people bring: what is taken, and what is refused in words."""

from io import BytesIO

import pytest
from PIL import Image

from mingtang.lib.pdf import sheets_of
from mingtang.lib.seal_pictures import BadArtwork, Raster
from mingtang.lib.seal_pictures.outline import Outline, ring
from mingtang.lib.seal_pictures.picture import Picture


def png(image: Image.Image) -> bytes:
    written = BytesIO()
    image.save(written, "PNG")
    return written.getvalue()


def test_artwork_becomes_a_page_of_its_true_size() -> None:
    drawn = Picture(Outline.together([ring(21, 1.2)]), 42, 42).png(dots=300)
    raster = Raster.read(drawn, 42, 42)
    assert raster.png().startswith(b"\x89PNG")
    ((width, height),) = sheets_of(raster.pdf())
    assert (round(width), round(height)) == (42, 42)


@pytest.mark.parametrize(
    ("brought", "width", "words"),
    [
        (b"GIF89a", 42, "不是 PNG"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), 42, "损坏"),
        (b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + b"\x7f\xff\xff\xff" * 2 + bytes(9), 42, "太大"),
        (png(Image.new("RGB", (600, 600), "white")), 42, "透明"),
        (png(Image.new("RGBA", (200, 200))), 42, "dpi"),
        (png(Image.new("RGBA", (900, 600))), 42, "比例"),
    ],
)
def test_what_is_no_artwork_is_refused(brought: bytes, width: int, words: str) -> None:
    with pytest.raises(BadArtwork, match=words):
        Raster.read(brought, width, 42)
