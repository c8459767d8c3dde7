"""Opening foreign pictures and PDF documents where they can do no harm: in a process of its own, with little of everything.

    python -m mingtang.kernel.content.rendering examine pdf FILE          prints the number of pages
    python -m mingtang.kernel.content.rendering page jpg FILE 1 1200      prints page 1, 1200 pixels wide, as WebP
    python -m mingtang.kernel.content.rendering text xlsx FILE            prints its text, hidden sheets and covered words included

Exit codes: 0 done, 1 the file cannot be opened, 2 it is larger than we draw. Knows neither Django nor the database.
"""

import html
import io
import re
import resource
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

MOST_PIXELS = 120_000_000  # an A1 sheet at 400 dots per inch
MOST_DRAWN = 40_000_000
MOST_MEMORY = 1536 * 1024 * 1024
MOST_SECONDS = 15
MOST_PAGES = 10_000
MOST_TEXT = 4 * 1024 * 1024


class TooLarge(Exception):
    """More pixels than we are ready to hold in memory."""


def main(arguments: list[str]) -> int:
    """Do what the command line says under limits."""
    _limit()
    warnings.simplefilter("ignore")
    task, kind, path, *rest = arguments
    try:
        sys.stdout.buffer.write(_TASKS[task, kind == "pdf"](Path(path), *map(int, rest)))
    except TooLarge:
        return 2
    except Exception as error:  # whatever a foreign file makes a library raise, the file is at fault
        sys.stderr.write(f"{type(error).__name__}: {error}")
        return 1
    return 0


def _limit() -> None:
    for kind, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def _examine_picture(path: Path) -> bytes:
    """The number of pages (TIFF may have several); decodes the first one whole, so that broken ones are found."""
    picture = _opened(path, MOST_PIXELS)
    if picture.format == "JPEG":
        picture.draft("RGB", (picture.width // 8, picture.height // 8))
    if picture.width * picture.height <= MOST_DRAWN:
        picture.load()
    return str(min(getattr(picture, "n_frames", 1), MOST_PAGES)).encode()


def _draw_picture(path: Path, page: int, width: int) -> bytes:
    from PIL import ImageOps

    picture = _opened(path, MOST_PIXELS)
    if page > 1:
        picture.seek(page - 1)
    picture.draft("RGB", (width, width))
    if picture.width * picture.height > MOST_DRAWN:
        raise TooLarge
    upright = ImageOps.exif_transpose(picture).convert("RGB")
    upright.thumbnail((width, width * 2))
    return _as_webp(upright)


def _opened(path: Path, most: int) -> Any:
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # ours is the bound, and no warning instead of an answer
    picture = Image.open(path, formats=("JPEG", "PNG", "TIFF", "WEBP"))
    if picture.width * picture.height > most:
        raise TooLarge
    return picture


def _examine_pdf(path: Path) -> bytes:
    import pypdfium2

    return str(min(len(pypdfium2.PdfDocument(path)), MOST_PAGES)).encode()


def _draw_pdf(path: Path, page: int, width: int) -> bytes:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    document.init_forms()  # seals are fields of a form, and are drawn with them
    sheet = document[page - 1]
    across, down = sheet.get_size()
    scale = width / max(across, 1)
    if across * down * scale * scale > MOST_DRAWN:
        raise TooLarge
    return _as_webp(sheet.render(scale=scale).to_pil().convert("RGB"))


def _text_of_pdf(path: Path) -> bytes:
    """The text layer, also of what is painted over."""
    import pypdfium2

    document, texts, room = pypdfium2.PdfDocument(path), [], MOST_TEXT
    for sheet in document:
        texts.append(sheet.get_textpage().get_text_bounded())
        room -= len(texts[-1])
        if room <= 0:
            raise TooLarge
    return "\n".join(texts).encode("utf-8", "ignore")


_ENDS = re.compile(r"</(?:\w+:)?(?:p|c|si|row|tr|v|TextCode)>")
_TAGS = re.compile(r"<[^>]*>")


def _text_of_package(path: Path) -> bytes:
    """The text of every XML part of an office or layout document: hidden sheets, comments and notes as well."""
    with ZipFile(path) as package:
        parts = [part for part in package.infolist() if part.filename.endswith(".xml")]
        if sum(part.file_size for part in parts) > 16 * MOST_TEXT:
            raise TooLarge
        texts = (package.read(part).decode("utf-8", "ignore") for part in parts)
        found = "\n".join(html.unescape(_TAGS.sub("", _ENDS.sub("\n", text))) for text in texts)
    if len(found) > MOST_TEXT:
        raise TooLarge
    return found.encode("utf-8", "ignore")


def _as_webp(picture: Any) -> bytes:
    """A fresh picture: only its pixels, none of the places, cameras and names that came with it."""
    drawn = io.BytesIO()
    picture.info = {}
    picture.save(drawn, "WEBP", quality=82, method=2)
    return drawn.getvalue()


_TASKS: dict[tuple[str, bool], Callable[..., bytes]] = {
    ("examine", False): _examine_picture,
    ("examine", True): _examine_pdf,
    ("page", False): _draw_picture,
    ("page", True): _draw_pdf,
    ("text", False): _text_of_package,
    ("text", True): _text_of_pdf,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
