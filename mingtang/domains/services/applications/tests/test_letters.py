"""The documents of an application as they are shipped."""

import pytest

from mingtang.domains.services.applications.shipped_letters import ShippedLetter, shipped_letters
from mingtang.kernel.letters.api import Content, install, render

LETTERS = list(shipped_letters().values())


@pytest.mark.django_db
@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.kind)
def test_every_document_can_be_set_with_its_sample(letter: ShippedLetter) -> None:
    content = Content(letter.source, letter.variables, letter.sample_text)
    install(letter.key, letter.title, content)
    assert render(letter.key, letter.sample).pdf.startswith(b"%PDF")


def test_a_refusal_names_its_remedies() -> None:
    for kind in ("non_acceptance", "denial"):
        assert "remedies 救济途径" in shipped_letters()[kind].variables
        assert "六十日" in shipped_letters()[kind].sample["remedies"]


def test_a_correction_notice_says_that_it_is_told_once() -> None:
    assert "一次告知" in shipped_letters()["correction"].source
