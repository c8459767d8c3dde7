"""Fonts for an OFD: TrueType, made of the outlines that are used, since many readers know no other kind."""

from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._g_l_y_f import Glyph as TrueTypeGlyph

from mingtang.lib.ofd.sheets import Segment, Typeface

_EM = 1000
_TOLERANCE = 1.0  # thousandths of the size by which a quadratic curve may leave the cubic one
_ALWAYS = 2_398_377_600  # 1980 in seconds since 1904: the same outlines make the same bytes

FAMILIES = (
    ("fang", "仿宋"),
    ("kai", "楷体"),
    ("hei", "黑体"),
    ("sans", "黑体"),
    ("xbs", "小标宋"),
    ("xiaobiaosong", "小标宋"),
    ("serif", "宋体"),
    ("song", "宋体"),
)
"""What readers that ignore embedded fonts take instead, by a part of the name of the font in lower case."""


def family_of(name: str) -> str:
    """The Chinese family that stands for the font `name`."""
    bare = bare_name(name)
    return next((family for part, family in FAMILIES if part in bare.lower()), bare)


def bare_name(name: str) -> str:
    """Without the mark of a subset, as in `ABCDEF+FandolFang-Regular`."""
    return name.split("+", 1)[-1]


def made_font(typeface: Typeface) -> bytes:
    """A TrueType file with the characters of `typeface`."""
    glyphs = {f"u{ord(character):04X}": (character, glyph) for character, glyph in sorted(typeface.glyphs.items())}
    builder = FontBuilder(_EM, isTTF=True)
    builder.setupGlyphOrder([".notdef", *glyphs])
    builder.setupCharacterMap({ord(character): name for name, (character, _) in glyphs.items()})
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph()} | {k: _outline(g.segments) for k, (_, g) in glyphs.items()})
    widths = {name: round(glyph.advance) for name, (_, glyph) in glyphs.items()} | {".notdef": _EM}
    left = builder.font["glyf"]
    builder.setupHorizontalMetrics({name: (width, getattr(left[name], "xMin", 0)) for name, width in widths.items()})
    builder.setupHorizontalHeader(ascent=round(typeface.ascent), descent=round(typeface.descent))
    bare = bare_name(typeface.name)
    builder.setupNameTable({"familyName": bare, "styleName": "Regular", "psName": bare})
    builder.setupOS2(sTypoAscender=round(typeface.ascent), sTypoDescender=round(typeface.descent))
    builder.setupPost(keepGlyphNames=False)
    builder.updateHead(created=_ALWAYS, modified=_ALWAYS)
    return _saved(builder)


def _saved(builder: FontBuilder) -> bytes:
    builder.font.recalcTimestamp = False
    buffer = BytesIO()
    builder.font.save(buffer)
    return buffer.getvalue()


@lru_cache(maxsize=4096)
def _outline(segments: Sequence[Segment]) -> TrueTypeGlyph:
    """The same character comes in many letters: its curves are converted once."""
    target = TTGlyphPen(None)
    pen = Cu2QuPen(target, _TOLERANCE, reverse_direction=True)
    curve: list[tuple[float, float]] = []
    is_open = False
    for kind, x, y, _ in segments:
        if kind == "M":
            if is_open:
                pen.closePath()
            pen.moveTo((x, y))
            is_open = True
        elif kind == "L":
            pen.lineTo((x, y))
        else:
            curve.append((x, y))
            if len(curve) == 3:
                pen.curveTo(*curve)
                curve = []
    if is_open:
        pen.closePath()
    return target.glyph()
