"""Seals of the organs of the demonstration city, with standing approval for the documents of government services."""

from pathlib import Path

from django.conf import settings

from mingtang.config.demo.city import City
from mingtang.kernel.directory.api import Organ
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.trust.api import Artwork, Seal, apply_for_seal, approve_seal, mandate_seal
from mingtang.lib.seal_pictures import DIAMETERS, Rank, RoundSeal, Typeface

ORGANS = (
    "housing-bureau",
    "market-bureau",
    "district-market-bureau",
    "county-market-bureau",
    "transport-bureau",
    "labour-bureau",
    "health-commission",
    "service-bureau",
)
SCOPES = ("services.letters", "services.licences")
BASIS = "和源市电子印章管理办法（示例）"
_FONTS = ("NotoSerifCJK-Bold.ttc", "FandolSong-Regular.otf")
_SIMPLIFIED = {"NotoSerifCJK-Bold.ttc": 2}  # which font of the collection


def load_seals(city: City) -> None:
    """Make the seals that are missing; without a font for their letters there are none, and documents stay bare."""
    typeface = _typeface()
    for organ in (city.organs[key] for key in ORGANS):
        if typeface and not Seal.objects.filter(organ=organ, state=Seal.State.IN_USE).exists():
            _make(organ, typeface)


def _make(organ: Organ, typeface: Typeface) -> None:
    drawn = RoundSeal(organ.name, DIAMETERS[Rank.BODY], is_test=True).drawn(typeface)
    artwork = Artwork(drawn.png(dots=300), drawn.pdf(), round(drawn.width), round(drawn.height))
    seal = apply_for_seal(
        SYSTEM,
        organ,
        organ.posts.earliest("pk"),
        name=organ.name,
        kind=Seal.Kind.OFFICIAL,
        approval=BASIS,
        artwork=artwork,
    )
    approve_seal(SYSTEM, seal)
    for scope in SCOPES:
        mandate_seal(SYSTEM, seal, scope, basis=BASIS)


def _typeface() -> Typeface | None:
    folders = (Path(settings.FONTS), Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
    files = (file for name in _FONTS for folder in folders if folder.is_dir() for file in folder.rglob(name))
    found = next(files, None)
    return Typeface(found, _SIMPLIFIED.get(found.name, 0)) if found else None
