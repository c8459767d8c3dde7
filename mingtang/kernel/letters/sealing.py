"""Letters with the seal of their organ: where the layout leaves room for it, by the standing approval of the organ.

As PDF for everybody's reader, and as OFD (GB/T 33190) with the SM2 seal of GB/T 38540: two forms of the same letter.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db import models

from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.letters.queries import version_of
from mingtang.kernel.letters.rendering import Letter
from mingtang.kernel.letters.typesetting import typesetter
from mingtang.kernel.trust.api import Spot, mandate_for, seal_ofd, seal_pdf
from mingtang.lib.digests import sm3_hex
from mingtang.lib.ofd import write_ofd


@dataclass(frozen=True, slots=True)
class Twin:
    """A letter as a sealed OFD; `digest` is the SM3 of the package."""

    ofd: bytes
    digest: str


def sealed(
    letter: Letter, data: Mapping[str, Any], *, organ_id: int, scope: str, title: str, about: models.Model
) -> Letter:
    """`letter`, set from `data`, with the seal under which `organ_id` issues documents of `scope`.

    An organ without such a seal issues it as it is. For handlers and tasks, never inside a request. Raises CannotSet,
    and Refused when the seal has just been withdrawn.
    """
    mandate = mandate_for(organ_id, scope)
    if mandate is None:
        return letter
    pressed = seal_pdf(SYSTEM, mandate, letter.pdf, _spots(letter, data), title=title, about=about)
    return replace(letter, pdf=pressed.content, digest=sm3_hex(pressed.content))


def sealed_twin(
    letter: Letter, data: Mapping[str, Any], *, organ_id: int, scope: str, title: str, about: models.Model
) -> Twin | None:
    """`letter` as it was set, without a seal, as an OFD with it; None while the organ has none for `scope`.

    It takes about a second, so tasks of low urgency make it. Raises CannotSet, Refused, `ofd.OfdFault`.
    """
    mandate = mandate_for(organ_id, scope)
    if mandate is None:
        return None
    bare = write_ofd(letter.pdf, title=title, author=mandate.seal.name)
    pressed = seal_ofd(SYSTEM, mandate, bare, _spots(letter, data), title=title, about=about)
    return Twin(pressed.content, sm3_hex(pressed.content))


def _spots(letter: Letter, data: Mapping[str, Any]) -> list[Spot]:
    return [Spot(*place) for place in typesetter.seals(version_of(letter.version_id).source, dict(data))]
