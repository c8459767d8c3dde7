"""A node with its authorities, and certificates of the cast."""

import pytest

from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.trust.api import Approved, Certificate, Holder, issue_certificate
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


def officer_of(name: str, organ: str) -> Approved:
    return Approved(Name.of(country="CN", organization=organ, common_name=name), "officer-signing")
