"""Artwork made elsewhere: a PNG read within bounds, and the same as a PDF page of its true size."""

import zlib
from dataclasses import dataclass
from io import BytesIO
from struct import unpack_from

from PIL import Image

from mingtang.lib.seal_pictures.picture import INK, file_of

MOST_BYTES = 2 << 20
MOST_DOTS = 2400  # along either side
LEAST_RESOLUTION = 300  # dots to the inch (GB/T 33481-2016)
_MILLIMETRES, _POINTS = 25.4, 72 / 25.4
_SIGNATURE, _HEADER = b"\x89PNG\r\n\x1a\n", 24
_LEAST_CLEAR = 0.2  # of the picture; letters and ring of a seal cover less than half of it
_MOST_SKEW = 0.02


class BadArtwork(ValueError):
    """The picture cannot be the artwork of a seal; the message says why."""


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture of dots with a transparent ground, `width` and `height` millimetres large."""

    image: Image.Image
    width: int
    height: int

    @classmethod
    def read(cls, png: bytes, width: int, height: int) -> "Raster":
        """The artwork in `png`. Raises BadArtwork for what is too large, too coarse, of another shape, or not transparent."""
        _require_small(png)
        try:
            with Image.open(BytesIO(png), formats=["PNG"]) as opened:
                image = opened.convert("RGBA")
        except (OSError, ValueError, SyntaxError) as broken:
            raise BadArtwork("图片已损坏，不能读取。") from broken
        _require_size(image, width, height)
        _require_clear(image)
        return cls(image, width, height)

    def png(self) -> bytes:
        """The picture alone, without what else the file may have said."""
        resolution = self.image.width / self.width * _MILLIMETRES
        written = BytesIO()
        self.image.save(written, "PNG", dpi=(resolution, resolution))
        return written.getvalue()

    def pdf(self) -> bytes:
        """A PDF of one page of its true size; like ink, it lets letters below it be read."""
        w, h = self.width * _POINTS, self.height * _POINTS
        content = f"/Ink gs {w:.4f} 0 0 {h:.4f} 0 0 cm /Im Do".encode()
        resources = f"/Resources<<{INK}/XObject<</Im 5 0 R>>>>"
        page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {w:.4f} {h:.4f}]{resources}/Contents 4 0 R>>"
        return file_of(
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            page.encode(),
            _stream(b"", content),
            _stream(self._dictionary("DeviceRGB", "/SMask 6 0 R"), self.image.convert("RGB").tobytes()),
            _stream(self._dictionary("DeviceGray"), self.image.getchannel("A").tobytes()),
        )

    def _dictionary(self, colours: str, further: str = "") -> bytes:
        size = f"/Width {self.image.width}/Height {self.image.height}"
        return f"/Type/XObject/Subtype/Image{size}/ColorSpace/{colours}/BitsPerComponent 8{further}".encode()


def _stream(dictionary: bytes, content: bytes) -> bytes:
    packed = zlib.compress(content)
    return b"<<%b/Length %d/Filter/FlateDecode>>\nstream\n%b\nendstream" % (dictionary, len(packed), packed)


def _require_small(png: bytes) -> None:
    """Before anything is unpacked: size and number of dots, as the head of the file says."""
    if len(png) > MOST_BYTES:
        raise BadArtwork(f"图片超过 {MOST_BYTES >> 20} MB。")
    if not png.startswith(_SIGNATURE) or len(png) < _HEADER:
        raise BadArtwork("不是 PNG 图片。")
    if max(unpack_from("!II", png, 16)) > MOST_DOTS:
        raise BadArtwork(f"图片太大，长宽各不超过 {MOST_DOTS} 像素。")


def _require_size(image: Image.Image, width: int, height: int) -> None:
    resolution = min(image.width / width, image.height / height) * _MILLIMETRES
    if resolution < LEAST_RESOLUTION - 1:
        raise BadArtwork(f"分辨率只有 {resolution:.0f} dpi，不足 {LEAST_RESOLUTION} dpi，印出来会模糊。")
    if abs(image.width * height / (image.height * width) - 1) > _MOST_SKEW:
        raise BadArtwork("图片的长宽比例与填写的尺寸不符，印出来会变形。")


def _require_clear(image: Image.Image) -> None:
    clear = image.getchannel("A").histogram()[0] / (image.width * image.height)
    if clear < _LEAST_CLEAR:
        raise BadArtwork("图片的底不是透明的，会遮住下面的文字。")
