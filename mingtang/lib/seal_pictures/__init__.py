"""Pictures of seals, drawn from the outlines of letters: as SVG, PDF and PNG the same, without any font.

The artwork of real seals belongs to whoever is entitled to make them; ours serves tests, internal seals and drafts.
"""

from mingtang.lib.seal_pictures.name_seals import NameSeal
from mingtang.lib.seal_pictures.picture import Picture
from mingtang.lib.seal_pictures.raster import BadArtwork, Raster
from mingtang.lib.seal_pictures.round_seals import RoundSeal
from mingtang.lib.seal_pictures.sizes import BUSINESS_DIAMETER, DIAMETERS, Rank
from mingtang.lib.seal_pictures.typeface import NoGlyph, Typeface

__all__ = [
    "BUSINESS_DIAMETER",
    "DIAMETERS",
    "BadArtwork",
    "NameSeal",
    "NoGlyph",
    "Picture",
    "Rank",
    "Raster",
    "RoundSeal",
    "Typeface",
]
