"""Seals of the organs of the demonstration city, with standing approval for the documents of government services, and
uses of one of them in every state.
"""

import json
from typing import Any

import typst
from django.conf import settings
from django.utils import timezone

from mingtang.config.demo.city import DATA, City
from mingtang.domains.services.applications.actions.writing import day_in_words
from mingtang.kernel.directory.actor import AccountActor
from mingtang.kernel.directory.api import Account, Organ, Post
from mingtang.kernel.directory.queries import appointments_of
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.trust.api import (
    Seal,
    SealUse,
    apply_for_seal,
    approve_seal,
    approve_seal_use,
    ask_seal_use,
    draft,
    mandate_seal,
    refuse_seal_use,
    seal_typeface,
)

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
SCOPES = ("services.letters", "services.licences", "disclosure.letters")
USES = (
    ("关于报送三季度施工许可情况的函", "报市政府办公室"),
    ("关于申请补助资金的请示", "报市财政局"),
    ("关于邀请参加工地观摩会的函", "送各施工企业"),
)
BASIS = "和源市电子印章管理办法（示例）"


def load_seals(city: City) -> None:
    """Make the seals that are missing; without a font for their letters there are none, and documents stay bare."""
    for organ in (city.organs[key] for key in ORGANS):
        if seal_typeface() and not Seal.objects.filter(organ=organ, state=Seal.State.IN_USE).exists():
            _make(organ)


def _make(organ: Organ) -> None:
    seal = apply_for_seal(
        SYSTEM,
        organ,
        _custodian_of(organ),
        name=organ.name,
        kind=Seal.Kind.OFFICIAL,
        approval=BASIS,
        artwork=draft(organ.name, Seal.Kind.OFFICIAL),
    )
    approve_seal(SYSTEM, seal)
    for scope in SCOPES:
        mandate_seal(SYSTEM, seal, scope, basis=BASIS)


def _custodian_of(organ: Organ) -> Post:
    """Whoever keeps papers in the office keeps the seal; organs without such a post have their first."""
    clerk = organ.posts.filter(unit__name="办公室", name="文秘岗").first()
    return clerk or organ.posts.earliest("pk")


def load_uses(city: City) -> None:
    """Uses asked for by one official, one approved and one refused by another; the worker presses what is approved.

    An application for another seal waits for whoever approves them.
    """
    organ = city.organs["housing-bureau"]
    seal = Seal.objects.filter(organ=organ, state=Seal.State.IN_USE).first()
    if seal is None or SealUse.objects.filter(mandate=None).exists():
        return
    clerk, leader = (_actor(city.officials[key]) for key in ("permit-officer", "housing-deputy-director"))
    approved, refused, _waiting = (
        ask_seal_use(clerk, seal, _paper(title, organ), title=title, purpose=purpose) for title, purpose in USES
    )
    approve_seal_use(leader, approved, note="同意")
    refuse_seal_use(leader, refused, note="附件不全，补齐后重新申请。")
    _apply(city, organ)


def _apply(city: City, organ: Organ) -> None:
    apply_for_seal(
        _actor(city.officials["certificate-officer"]),
        organ,
        _custodian_of(organ),
        name=f"{organ.name}业务专用章",
        kind=Seal.Kind.BUSINESS,
        approval="和编〔2026〕18号（示例）",
        artwork=draft(organ.name, Seal.Kind.BUSINESS),
    )


def _paper(title: str, organ: Organ) -> bytes:
    """A letter of one page, in the fonts of the node."""
    data = {"title": title, "organ": organ.name, "date": day_in_words(timezone.localdate())}
    source, fonts = (DATA / "paper.typ").read_bytes(), [str(settings.FONTS)]
    made: Any = typst.compile(source, font_paths=fonts, sys_inputs={"data": json.dumps(data)}, timestamp=0)  # type: ignore[misc]
    return bytes(made)


def _actor(account: Account) -> AccountActor:
    return AccountActor(account, appointment=appointments_of(account.person, timezone.localdate()).first())
