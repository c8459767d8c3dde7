"""Letters with the seal of their organ: where the layout leaves room for it, by the standing approval of the organ."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import models

from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.letters.queries import version_of
from mingtang.kernel.letters.rendering import Letter
from mingtang.kernel.letters.typesetting import typesetter
from mingtang.kernel.trust.api import Spot, mandate_for, seal_pdf
from mingtang.lib.digests import sm3_hex


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
    spots = [Spot(*place) for place in typesetter.seals(version_of(letter.version_id).source, dict(data))]
    pressed = seal_pdf(SYSTEM, mandate, letter.pdf, spots, title=title, about=about)
    return replace(letter, pdf=pressed.content, digest=sm3_hex(pressed.content))
