"""Certificates of the demonstration city: fresh ones, some that expire soon, one frozen, one revoked, and a recovery that
waits for the second officer. The private keys of the holders are thrown away at once.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from mingtang.config.demo.city import City
from mingtang.kernel.directory.actor import AccountActor
from mingtang.kernel.directory.queries import appointments_of
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.trust.api import (
    Approved,
    Certificate,
    Holder,
    Pair,
    Warrant,
    ask_recovery,
    fill_pool,
    issue_certificate,
    issue_pair,
    publish_lists,
    revoke_certificate,
    suspend_certificate,
)
from mingtang.lib.crypto.certificates import Name
from mingtang.lib.crypto.keys import KeyKind, generate_key
from mingtang.lib.crypto.revocation import Reason

OFFICIALS = {
    "permit-officer": 365,
    "permit-reviewer": 365,
    "transport-director": 20,
    "market-permit-officer": 26,
    "market-director": 55,
    "health-director": 82,
    "medical-officer": 365,
    "window-clerk": 365,
}
"""Who has a pair, and for how many days."""

ORGANS = {"housing-bureau": 28, "market-bureau": 365, "service-bureau": 365}


@transaction.atomic
def load_certificates(city: City) -> None:
    """Issue them, unless that was done before."""
    if Certificate.objects.filter(account=city.officials["permit-officer"]).exists():
        return
    fill_pool()
    pairs = {key: _pair_of(city, key, days) for key, days in OFFICIALS.items()}
    for key, days in ORGANS.items():
        _certify_organ(city, key, days)
    suspend_certificate(SYSTEM, pairs["window-clerk"].signing, note="持证人报告介质找不到")
    revoke_certificate(SYSTEM, pairs["medical-officer"].signing, Reason.SUPERSEDED, note="换发新介质")
    _ask_recovery(city, pairs["permit-reviewer"])
    publish_lists()


def _actor(city: City, key: str) -> AccountActor:
    account = city.officials[key]
    return AccountActor(account, appointment=appointments_of(account.person, timezone.localdate()).first())


def _pair_of(city: City, key: str, days: int) -> Pair:
    actor = _actor(city, key)
    holder = Holder(account_id=actor.account_id, post_id=actor.post_id, organ_id=actor.organ_id)
    name = Name.of(country="CN", organization=actor.organ_name, common_name=actor.name)
    approved = Approved(name, "officer-signing", timedelta(days=days))
    return issue_pair(SYSTEM, approved, "officer-encryption", generate_key(KeyKind.SM2).spki, holder)


def _certify_organ(city: City, key: str, days: int) -> None:
    organ = city.organs[key]
    name = Name.of(country="CN", organization=organ.name, common_name=organ.name)
    approved = Approved(name, "organ-signing", timedelta(days=days))
    issue_certificate(SYSTEM, approved, generate_key(KeyKind.SM2).spki, Holder(organ_id=organ.pk))


def _ask_recovery(city: City, pair: Pair) -> None:
    warrant = Warrant("持证人的介质受潮损坏，已当面核对身份证和工作证。", present="沈砚（持证人）")
    ask_recovery(_actor(city, "key-officer"), pair.encryption.escrow, warrant, generate_key(KeyKind.SM2).spki)
