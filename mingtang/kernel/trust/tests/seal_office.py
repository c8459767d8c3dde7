"""Seals for tests: the one of the housing bureau, which its law officer keeps, and documents to press it on."""

import typst

from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.trust.api import Artwork, Seal, SealUse, apply_for_seal, approve_seal, ask_seal_use
from mingtang.lib.seal_pictures.outline import Outline, ring, star
from mingtang.lib.seal_pictures.picture import Picture
from tests.world import World

CUSTODIAN = "housing-lawyer"


def artwork() -> Artwork:
    """A ring and a star, without letters, so that no font is needed."""
    drawn = Picture(Outline.together([ring(21, 1.2), star(6)]), 42, 42)
    return Artwork(drawn.png(dots=96), drawn.pdf(), 42, 42)


def document(words: str = "Letter") -> bytes:
    """A PDF of one page."""
    return bytes(typst.compile(f'#set page(paper: "a4")\n{words}'.encode(), format="pdf", timestamp=0))


def applied_seal(world: World, name: str = "和源市住房和城乡建设局") -> Seal:
    """An application."""
    custodian = world.post("housing-bureau/law/head")
    return apply_for_seal(
        SYSTEM, custodian.organ, custodian, name=name, kind=Seal.Kind.OFFICIAL,
        approval="和编〔2026〕1号", artwork=artwork(),
    )  # fmt: skip


def made_seal(world: World) -> Seal:
    """A seal in use."""
    seal = applied_seal(world)
    approve_seal(SYSTEM, seal)
    return seal


def asked_use(world: World, seal: Seal, content: bytes | None = None) -> SealUse:
    """What the official of the bureau has asked for."""
    return ask_seal_use(
        world.actor("official"), seal, content or document(), title="关于报送材料的函", purpose="报市政府办公室"
    )
