"""The documents of an application as they come with the program; organs edit their own under the same keys."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent / "letters"
PREFIX = "service-"


@dataclass(frozen=True)
class ShippedLetter:
    """One document: its `kind`, the clause it follows, the word of its number series, and the template."""

    kind: str
    title: str
    basis: str
    series: str
    source: str
    variables: str
    sample: Mapping[str, Any]

    @property
    def key(self) -> str:
        """The key of its template, `service-acceptance`."""
        return PREFIX + self.kind.replace("_", "-")

    @property
    def sample_text(self) -> str:
        """The sample as JSON text."""
        return json.dumps(self.sample, ensure_ascii=False, indent=2)

    @property
    def numbering(self) -> str:
        """The kind of official number it takes."""
        return f"service.{self.kind}"


@cache
def shipped_letters() -> Mapping[str, ShippedLetter]:
    """All documents by kind."""
    read = yaml.safe_load((HERE / "letters.yaml").read_text(encoding="utf-8"))
    return {kind: _letter(kind, told, read["shared"]) for kind, told in read["letters"].items()}


def _letter(kind: str, told: Mapping[str, Any], shared: Mapping[str, Any]) -> ShippedLetter:
    return ShippedLetter(
        kind=kind,
        title=told["title"],
        basis=told["basis"],
        series=told["series"],
        source=(HERE / f"{kind}.typ").read_text(encoding="utf-8"),
        variables="title 文书名称\n" + shared["variables"] + told["variables"],
        sample={"title": told["title"], **shared["sample"], **told["sample"]},
    )
