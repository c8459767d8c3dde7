"""Letters with the seal of their organ: where the layout leaves room for it, by the standing approval of the organ.

As PDF for everybody's reader, and as OFD (GB/T 33190) with the SM2 seal of GB/T 38540: two forms of the same letter.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db import models

from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.letters.models import LetterVersion
from mingtang.kernel.letters.queries import version_of
from mingtang.kernel.letters.rendering import Letter, set_letter
from mingtang.kernel.letters.typesetting import typesetter
from mingtang.kernel.trust.api import Spot, mandate_for, seal_ofd, seal_pdf
from mingtang.lib import ofd
from mingtang.lib.digests import sm3_hex

SEALED = "sealed"


@dataclass(frozen=True, slots=True)
class Twin:
    """A letter as a sealed OFD; `digest` is the SM3 of the package."""

    ofd: bytes
    digest: str


def sealed(
    version_id: int, data: Mapping[str, Any], *, organ_id: int, scope: str, title: str, about: models.Model
) -> Letter:
    """The letter of a version with `data`, and the seal under which `organ_id` issues documents of `scope`.

    An organ without such a seal issues it as it is; a template sees which it is by the variable `sealed`. For handlers
    and tasks, never inside a request. Raises CannotSet, MissingVariables, and Refused when the seal was just withdrawn.
    """
    version, mandate = version_of(version_id), mandate_for(organ_id, scope)
    if mandate is None:
        return set_letter(version, data)
    letter, spots = _set_for_sealing(version, data)
    pressed = seal_pdf(SYSTEM, mandate, letter.pdf, spots, title=title, about=about)
    return replace(letter, pdf=pressed.content, digest=sm3_hex(pressed.content), is_sealed=True)


def sealed_twin(
    version_id: int, data: Mapping[str, Any], *, organ_id: int, scope: str, title: str, about: models.Model
) -> Twin | None:
    """The same letter as an OFD with the seal; None while the organ has none for `scope`.

    It takes about a second, so tasks of low urgency make it. Raises as `sealed`, and `ofd.OfdFault`.
    """
    mandate = mandate_for(organ_id, scope)
    if mandate is None:
        return None
    letter, spots = _set_for_sealing(version_of(version_id), data)
    bare = ofd.write_ofd(letter.pdf, title=title, author=mandate.seal.name)
    pressed = seal_ofd(SYSTEM, mandate, bare, spots, title=title, about=about)
    return Twin(pressed.content, sm3_hex(pressed.content))


def _set_for_sealing(version: LetterVersion, data: Mapping[str, Any]) -> tuple[Letter, list[Spot]]:
    """The letter as it is to be sealed, and where its layout leaves room."""
    said = {**data, SEALED: True}
    return set_letter(version, said), [Spot(*place) for place in typesetter.seals(version.source, said)]
