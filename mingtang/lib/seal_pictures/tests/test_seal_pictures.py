"""Seals as they come out: size, ink, colour."""

import subprocess
from functools import cache
from io import BytesIO
from xml.etree import ElementTree as ET

import pypdfium2
import pytest
from PIL import Image

from mingtang.lib.seal_pictures import DIAMETERS, NameSeal, NoGlyph, Rank, RoundSeal, Typeface

DOTS = 200


@cache
def typeface() -> Typeface:
    """Any font for Chinese on this machine."""
    listed = subprocess.run(["fc-list", ":lang=zh:scalable=true", "file"], capture_output=True, check=True)
    files = sorted(line.split(":")[0] for line in listed.stdout.decode().splitlines())
    return next(Typeface(file) for file in files if not file.endswith("pcf.gz"))


def ink(seal, dots=DOTS) -> Image.Image:
    """Points that are covered."""
    drawn = Image.open(BytesIO(seal.drawn(typeface()).png(dots)))
    assert drawn.mode == "RGBA"
    return drawn.getchannel("A").point(lambda cover: 255 * (cover > 128))


@pytest.mark.parametrize("count", [4, 7, 14, 20])
def test_a_round_seal_is_as_large_as_it_should_and_its_letters_touch_neither_ring_nor_star(count):
    seal = RoundSeal("河源市人民政府办公室河源市人民政府办公室"[:count], DIAMETERS[Rank.CITY])
    drawn = ink(seal)
    left, top, right, bottom = drawn.getbbox()
    assert (right - left) / DOTS * 25.4 == pytest.approx(45, abs=0.3) == (bottom - top) / DOTS * 25.4
    assert rings_of(drawn) == ["ink", "nothing", "ink", "nothing", "ink"]


def rings_of(drawn: Image.Image) -> list[str]:
    """From the edge to the centre: whether there is any ink at that distance."""
    middle, found = drawn.width // 2, []
    turned = [drawn.rotate(angle, resample=Image.Resampling.BILINEAR) for angle in range(0, 360, 3)]
    for y in range(round(0.2 / 25.4 * DOTS), middle):
        here = "ink" if any(each.getpixel((middle, y)) > 128 for each in turned) else "nothing"
        if found[-1:] != [here]:
            found.append(here)
    return found


def test_no_two_letters_of_a_long_name_touch():
    """Lines from the centre between the letters meet nothing but the ring."""
    seal = RoundSeal("广东省河源市连平县人民政府政务服务管理局", 42)
    drawn = ink(seal)
    middle = drawn.width // 2
    for gap in range(1, 20):
        line = drawn.rotate((gap - 10) * 296 / 20, resample=Image.Resampling.BILINEAR)
        assert not any(line.getpixel((middle, y)) > 128 for y in range(round(3 / 25.4 * DOTS), middle // 2))


def test_a_line_below_the_star_and_the_mark_of_tests_lie_inside():
    plain, lined = (
        RoundSeal("源城区埔前镇人民政府", 42),
        RoundSeal("源城区埔前镇人民政府", 42, "电子证照专用章", is_test=True),
    )
    more = sum(ink(lined).histogram()[129:]) - sum(ink(plain).histogram()[129:])
    assert more > 1_000
    assert ink(lined).getbbox() == ink(plain).getbbox()
    assert rings_of(ink(lined))[:2] == ["ink", "nothing"]


@pytest.mark.parametrize(("name", "shape"), [("张三", 1), ("王小明", 1), ("欧阳修文", 1), ("阿卜杜拉艾买提江", 1.8)])
def test_name_seals_are_square_or_as_wide_as_long_names_need(name, shape):
    left, top, right, bottom = ink(NameSeal(name)).getbbox()
    assert (bottom - top) / DOTS * 25.4 == pytest.approx(18, abs=0.3)
    assert (right - left) / (bottom - top) == pytest.approx(shape, abs=0.15)


def test_svg_and_pdf_show_the_same_in_their_true_size():
    picture = RoundSeal("河源市人民政府", 45).drawn(typeface())
    root = ET.fromstring(picture.svg())
    assert (root.get("width"), root[0].get("fill")) == ("45mm", "#e60012")
    (page,) = pypdfium2.PdfDocument(picture.pdf())
    assert page.get_size() == pytest.approx((45 * 72 / 25.4,) * 2, abs=0.01)


def test_what_cannot_be_drawn_is_said():
    for wrong in (lambda: RoundSeal("县", 42), lambda: RoundSeal("县" * 21, 42), lambda: NameSeal("张")):
        with pytest.raises(ValueError, match="个字"):
            wrong()
    with pytest.raises(NoGlyph) as refused:
        RoundSeal("河源\U0001f600府", 42).drawn(typeface())
    assert refused.value.character == "\U0001f600"
