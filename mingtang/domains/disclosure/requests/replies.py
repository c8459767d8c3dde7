"""The kinds of reply as data (`replies.yaml`), and the remedies that each must name."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

HERE = Path(__file__).parent


@dataclass(frozen=True)
class ReplyKind:
    """One kind of reply: its row in table 3, its clause, the sentence it is built on and what the clerk adds to it."""

    code: str
    group: str
    label: str
    title: str
    law: str
    text: str
    ask: str
    full: bool = False
    refusal: bool = False

    @property
    def name(self) -> str:
        """With its group: 不予公开：属于国家秘密."""
        return self.label if self.label == self.group else f"{self.group}：{self.label}"

    def body(self, detail: str, earlier: str = "") -> str:
        """The text of the letter."""
        return self.text.format(detail=detail.strip(), earlier=earlier)


@cache
def reply_kinds() -> Mapping[str, ReplyKind]:
    """All kinds by code, in the order of the report."""
    rows = yaml.safe_load((HERE / "replies.yaml").read_text(encoding="utf-8"))
    return {row["code"]: ReplyKind(**row) for row in rows}


CHOSEN = ("other.no_correction", "other.no_fee")
"""Kinds that follow from a step and are chosen by nobody."""


def reply_choices() -> list[tuple[str, str]]:
    """What a clerk chooses from."""
    return [(kind.code, kind.name) for kind in reply_kinds().values() if kind.code not in CHOSEN]


def remedies(kind: ReplyKind, *, reviewed_by: str) -> str:
    """What may be done against a reply; empty when all was granted.

    Since 2024-01-01 who is refused disclosure must apply for reconsideration before he may sue (行政复议法第二十三条).
    `reviewed_by` is the organ that reconsiders: the people's government of the same level, or the superior of organs
    that are led from above (第二十四条、第二十七条).
    """
    if kind.full:
        return ""
    if kind.refusal:
        return (
            f"如不服本答复，应当自收到本告知书之日起六十日内先向{reviewed_by}申请行政复议；对行政复议决定不服的，"
            "可以自收到行政复议决定书之日起十五日内依法向人民法院提起行政诉讼。"
        )
    return (
        f"如不服本答复，可以自收到本告知书之日起六十日内向{reviewed_by}申请行政复议，"
        "或者自知道本答复之日起六个月内依法向人民法院提起行政诉讼。"
    )


def remedies_of_third_party(*, discloses: bool, reviewed_by: str) -> str:
    """What a third party may do against the disclosure of its information; nothing where it stays undisclosed.

    Disclosure is no refusal, so that reconsideration need not come before a court (行政复议法第二十三条).
    """
    if not discloses:
        return ""
    return (
        f"如不服本决定，可以自收到本决定书之日起六十日内向{reviewed_by}申请行政复议，"
        "或者自知道本决定之日起六个月内依法向人民法院提起行政诉讼。"
    )
