"""Materials that nobody has to bring (免提交): licences of the store that stand for them, taken with their purpose and logged."""

import structlog
from django.utils import timezone

from mingtang.domains.services.applications import acts
from mingtang.domains.services.applications.materials import Asked, asked_of, may_be_shared
from mingtang.domains.services.applications.models import Application, SharedLicence
from mingtang.domains.services.applications.results import holder_kind
from mingtang.domains.services.licences.api import annotated_copy, can_pull, pull
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, Actor, act
from mingtang.kernel.letters.api import keep, kept

log = structlog.get_logger(__name__)


def pull_shared(actor: Actor, draft: Application) -> int:
    """Take from the store what the materials of a draft ask for and it does not have yet; answers how many were found.

    Never an obstacle: what is not found, or may not be looked for, is asked for as any other material. Whoever is not yet
    verified in person looks for nothing, not even for what is his.
    """
    number = draft.applicant_number
    if not may_be_shared(draft) or not can_pull(actor, number):
        return 0
    wanted = [each for each in asked_of(actor, draft) if each.can_be_pulled]
    return sum(_pull(actor, draft, number, each) for each in wanted)


def _pull(actor: Actor, draft: Application, number: str, asked: Asked) -> bool:
    try:
        found = pull(actor, holder_kind(draft), number, asked.licence_type, purpose=purpose_of(draft))
    except (Refused, OSError) as fault:  # a number that the store does not know, or a store that does not answer
        log.warning("a licence could not be pulled", application=draft.pk, material=asked.key, error=str(fault))
        return False
    if found is None:
        return False
    with act(acts.SHARE, actor, draft) as deed:
        for outdated in draft.shared.filter(material=asked.key):
            deed.remove(outdated)
        deed.create(SharedLicence(application=draft, material=asked.key, licence=found, pulled_at=timezone.now()))
        deed.note = f"{asked.name}：{found}"
    return True


def purpose_of(application: Application) -> str:
    """For what a licence is used."""
    return f"申请{application.item.name}"


def keep_copy(shared: SharedLicence) -> None:
    """Make the copy with its purpose (加注件) of a licence that a submitted application was given, unless it is there.

    Raises Refused when the licence is no longer in force, and what setting a letter raises.
    """
    if shared.file_name:
        return
    application = shared.application
    copy = annotated_copy(
        SYSTEM, shared.licence, purpose=purpose_of(application), case=application.case, user=application.organ.name
    )
    name = keep(copy, f"shared/{shared.pulled_at:%Y}")
    with act(acts.SHARE, SYSTEM, shared) as deed:
        deed.change(shared, file_name=name, file_digest=copy.digest)


def copy_of(shared: SharedLicence) -> bytes:
    """The copy as it was kept; made on the spot while the worker has not come to it. Raises as `keep_copy`."""
    keep_copy(shared)
    return kept(shared.file_name)
