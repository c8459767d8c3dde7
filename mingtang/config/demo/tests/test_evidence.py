"""The stories of the demonstration city leave the same evidence as anybody's work."""

import pytest

from mingtang.config.demo.city import load_city
from mingtang.config.demo.supervision import load_supervision
from mingtang.kernel.evidence.api import seal_pending, verify_chain


@pytest.mark.slow
@pytest.mark.django_db
def test_the_evidence_of_the_whole_city_holds() -> None:
    load_supervision(load_city())
    while seal_pending():
        pass
    assert verify_chain().holds
