"""From a version and data to a letter."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from mingtang.kernel.letters.fonts import missing_roles
from mingtang.kernel.letters.models import LetterVersion
from mingtang.kernel.letters.rules import missing_variables
from mingtang.kernel.letters.typesetting import typesetter
from mingtang.lib.digests import sm3_hex


class MissingVariables(ValueError):
    """The data leave out what the template needs; `labels` name it."""

    def __init__(self, labels: list[str]) -> None:
        super().__init__(f"文书缺少 {'、'.join(labels)}")
        self.labels = labels


@dataclass(frozen=True)
class Letter:
    """A letter that has been set. `digest` is the SM3 of the PDF; the same version and data make the same bytes.

    With `is_sealed` they are those of this one sealing.

    `missing_fonts` are roles of the standard that no font could play; then the letter says so on every page.
    """

    pdf: bytes
    digest: str
    version_id: int
    missing_fonts: tuple[str, ...] = ()
    is_sealed: bool = False


def set_letter(version: LetterVersion, data: Mapping[str, Any]) -> Letter:
    """The letter of `version` with `data`. Raises MissingVariables, CannotSet."""
    if labels := missing_variables(version.variables, data):
        raise MissingVariables(labels)
    pdf = typesetter.set(version.source, dict(data))
    return Letter(pdf, sm3_hex(pdf), version.pk, tuple(missing_roles()))


def preview_pictures(version: LetterVersion) -> list[bytes]:
    """The first pages of `version` with its sample data, as PNG. Raises CannotSet."""
    return _pictures(version.source, version.sample, tuple(missing_roles()))


@lru_cache(maxsize=16)
def _pictures(source: str, sample: str, _missing: tuple[str, ...]) -> list[bytes]:
    return typesetter.pictures(source, json.loads(sample))
