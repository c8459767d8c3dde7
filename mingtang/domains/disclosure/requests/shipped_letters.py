"""The letters of disclosure on request as they come with the program; organs edit their own under the same keys."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

HERE = Path(__file__).parent / "letters"
VARIABLES = "organ 机关名称\ntitle 文书名称\nnumber 文号\nto 受送达人\ndate 日期\ntext 正文\ncontact? 联系方式\n"


@dataclass(frozen=True)
class ShippedLetter:
    """One letter: the word of its number series, its title and its text with places to fill in."""

    kind: str
    title: str
    series: str
    text: str

    @property
    def key(self) -> str:
        """The key of its template, and the kind of its numbers."""
        return f"disclosure-{self.kind.replace('_', '-')}"

    @property
    def number_template(self) -> str:
        return f"{{word}}信公开{self.series}〔{{year}}〕{{n}}号"

    @property
    def source(self) -> str:
        """The template: one page layout for all of them."""
        return (HERE / "letter.typ").read_text(encoding="utf-8")

    @property
    def sample(self) -> str:
        """Data to look at the template with, as JSON text."""
        told = {
            "organ": "和源市住房和城乡建设局", "title": self.title, "number": f"和建信公开{self.series}〔2026〕1号",
            "to": "林叙", "date": "2026年3月2日", "text": self.text,
        }  # fmt: skip
        return json.dumps(told, ensure_ascii=False, indent=2)


@cache
def shipped_letters() -> Mapping[str, ShippedLetter]:
    """All letters by kind."""
    read = yaml.safe_load((HERE / "letters.yaml").read_text(encoding="utf-8"))
    return {kind: ShippedLetter(kind, **told) for kind, told in read.items()}
