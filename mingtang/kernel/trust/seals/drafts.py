"""Drafts of artwork, drawn by the program: for tests, internal seals, and as a proposal to whoever makes the real one."""

from functools import cache
from pathlib import Path

from django.conf import settings

from mingtang.kernel.directory.api import Refused
from mingtang.kernel.trust.actions.seals import Artwork
from mingtang.kernel.trust.hierarchy import NoAuthority, authority_in_service
from mingtang.kernel.trust.models import Seal
from mingtang.lib.seal_pictures import BUSINESS_DIAMETER, DIAMETERS, NoGlyph, Rank, RoundSeal, Typeface

_FONTS = ("NotoSerifCJK-Bold.ttc", "FandolSong-Regular.otf")
_SIMPLIFIED = {"NotoSerifCJK-Bold.ttc": 2}  # which font of the collection


def draft(name: str, kind: Seal.Kind) -> Artwork:
    """The round seal of an organ called `name`, marked 测试 unless a real authority will certify it.

    Raises Refused without a font, or for a name that no round seal can show.
    """
    typeface = seal_typeface()
    if typeface is None:
        raise Refused("本平台没有可以绘制印模的字体，请上传印模图片。", "look")
    official = kind == Seal.Kind.OFFICIAL
    try:
        drawn = RoundSeal(
            name,
            DIAMETERS[Rank.BODY] if official else BUSINESS_DIAMETER,
            line="" if official else kind.label,
            is_test=is_test_node(),
        ).drawn(typeface)
    except NoGlyph as missing:
        raise Refused(f"{missing}，请上传印模图片。", "look") from missing
    except ValueError as fault:
        raise Refused(f"{fault}。", "name") from fault
    return Artwork(drawn.png(), drawn.pdf(), round(drawn.width), round(drawn.height))


def is_test_node() -> bool:
    """Whether seals made today are for tests only: a test authority certifies them, or none does."""
    try:
        return bool(authority_in_service().is_test)
    except NoAuthority:
        return True


@cache
def seal_typeface() -> Typeface | None:
    """What the letters of drawn seals are taken from; None without such a font."""
    folders = (Path(settings.FONTS), Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
    files = (file for name in _FONTS for folder in folders if folder.is_dir() for file in folder.rglob(name))
    found = next(files, None)
    return Typeface(found, _SIMPLIFIED.get(found.name, 0)) if found else None
