"""Making the files of letters: set by the version they were issued with, sealed where the organ has a seal, and kept."""

from django_tasks import task

from mingtang.domains.disclosure.requests import acts
from mingtang.domains.disclosure.requests.models import DisclosureLetter
from mingtang.kernel.letters.api import LATER, Filing, Origin
from mingtang.kernel.trust.api import declare_seal_scope

SEALED_AS = declare_seal_scope("disclosure.letters", "政府信息公开文书")


def _origin_of(letter: DisclosureLetter) -> Origin:
    return Origin(
        letter.template_id, letter.data, letter.request.organ_id, title=f"{letter.title} {letter.number}",
        folder=f"disclosure/{letter.issued_on:%Y}",
    )  # fmt: skip


FILES = Filing(acts.KEEP_LETTER, SEALED_AS, _origin_of)


@task()
def make_letter(letter_id: int) -> str:
    """The PDF of a letter. Without a seal of its organ it says that it is not sealed (未用印). Returns the digest."""
    return FILES.make(_letter(letter_id), make_twin)


@task(priority=LATER)
def make_twin(letter_id: int) -> str:
    """The sealed OFD of a letter. Returns its digest, empty where there is no seal now."""
    return FILES.make_twin(_letter(letter_id))


def _letter(letter_id: int) -> DisclosureLetter:
    found: DisclosureLetter = DisclosureLetter.objects.select_related("request").get(pk=letter_id)
    return found
