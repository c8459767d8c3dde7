"""A node with its authorities, and certificates of the cast."""

import pytest

from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.trust.api import (
    Approved,
    Certificate,
    EscrowedKey,
    Holder,
    Pair,
    issue_certificate,
    issue_pair,
)
from mingtang.lib.crypto.certificates import Name
from mingtang.lib.crypto.keys import KeyKind, PrivateKey, generate_key
from tests.world import World


@pytest.fixture
def officer_key() -> PrivateKey:
    return generate_key(KeyKind.SM2)


@pytest.fixture
def officers_certificate(world: World, officer_key: PrivateKey) -> Certificate:
    """The signing certificate of the official, bound to the regular post."""
    actor = world.actor("official")
    holder = Holder(account_id=actor.account_id, post_id=actor.post_id, organ_id=actor.organ_id)
    return issue_certificate(SYSTEM, officer_of(actor.name, actor.organ_name), officer_key.spki, holder)


@pytest.fixture
def officers_pair(world: World, officer_key: PrivateKey) -> Pair:
    """Both certificates of the official."""
    actor = world.actor("official")
    holder = Holder(account_id=actor.account_id, post_id=actor.post_id, organ_id=actor.organ_id)
    approved = officer_of(actor.name, actor.organ_name)
    return issue_pair(SYSTEM, approved, "officer-encryption", officer_key.spki, holder)


@pytest.fixture
def escrowed_key(officers_pair: Pair) -> EscrowedKey:
    """The key that decrypts for the official."""
    return EscrowedKey.objects.get(certificate=officers_pair.encryption)


def officer_of(name: str, organ: str) -> Approved:
    return Approved(Name.of(country="CN", organization=organ, common_name=name), "officer-signing")
