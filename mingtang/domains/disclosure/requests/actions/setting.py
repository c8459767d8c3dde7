"""Making the files of letters: set by the version they were issued with, sealed where the organ has a seal, and kept."""

from typing import Any

from django.conf import settings
from django_tasks import task

from mingtang.domains.disclosure.requests import acts
from mingtang.domains.disclosure.requests.models import DisclosureLetter
from mingtang.kernel.evidence.api import SYSTEM, act
from mingtang.kernel.letters.api import keep, keep_twin, kept, render_again, sealed, sealed_twin
from mingtang.kernel.trust.api import declare_seal_scope

LATER = -50
"""How urgent the OFD of a letter is: everything else comes first."""
SEALED_AS = declare_seal_scope("disclosure.letters", "政府信息公开文书")


@task()
def make_letter(letter_id: int) -> str:
    """Set a letter, seal it and keep it, unless that was done; its OFD follows. Returns the digest.

    Without a seal of its organ it says that it is not sealed (未用印).
    """
    letter = DisclosureLetter.objects.select_related("request").get(pk=letter_id)
    if letter.file_name:
        return str(letter.file_digest)
    made = sealed(letter.template_id, letter.data, about=letter, **_sealed_as(letter))
    name = keep(made, _folder(letter))
    with act(acts.KEEP_LETTER, SYSTEM, letter) as deed:
        deed.change(letter, file_name=name, file_digest=made.digest, is_sealed=made.is_sealed)
        if made.is_sealed and settings.KEEPS_OFD:
            make_twin.enqueue(letter.pk)
    return made.digest


@task(priority=LATER)
def make_twin(letter_id: int) -> str:
    """Keep a letter as a sealed OFD as well, unless that was done. Returns its digest, empty where there is no seal now."""
    letter = DisclosureLetter.objects.select_related("request").get(pk=letter_id)
    if letter.ofd_name:
        return str(letter.ofd_digest)
    twin = sealed_twin(letter.template_id, letter.data, about=letter, **_sealed_as(letter))
    if twin is None:
        return ""
    name = keep_twin(twin, _folder(letter))
    with act(acts.KEEP_LETTER, SYSTEM, letter) as deed:
        deed.change(letter, ofd_name=name, ofd_digest=twin.digest)
    return twin.digest


def pdf_of(letter: DisclosureLetter) -> bytes:
    """The letter as it is kept; set on the spot, without the seal, while the worker has not come to it. Raises CannotSet."""
    return kept(letter.file_name) if letter.file_name else render_again(letter.template_id, letter.data).pdf


def ofd_of(letter: DisclosureLetter) -> bytes:
    """The sealed OFD of a letter that has one."""
    return kept(letter.ofd_name)


def _sealed_as(letter: DisclosureLetter) -> dict[str, Any]:
    return {"organ_id": letter.request.organ_id, "scope": SEALED_AS, "title": f"{letter.title} {letter.number}"}


def _folder(letter: DisclosureLetter) -> str:
    return f"disclosure/{letter.issued_on:%Y}"
