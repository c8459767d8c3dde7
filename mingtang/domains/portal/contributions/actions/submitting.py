"""Handing in."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from mingtang.domains.portal.contributions import acts
from mingtang.domains.portal.contributions.actions.merits import merit_of
from mingtang.domains.portal.contributions.models import Submission
from mingtang.domains.portal.contributions.policy import LABEL, reporter_of
from mingtang.domains.portal.contributions.rules.scoring import SUBMITTED
from mingtang.domains.portal.sites.api import ColumnPage, PortalSite
from mingtang.kernel.content.api import Target, attach_material, store_file
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, NotPermitted, act, record_refusal, several_acts

PICTURE = "picture"


@dataclass(frozen=True, kw_only=True)
class Contribution:
    """What a reporter writes, and the site and column it is meant for."""

    title: str
    text: str
    site: PortalSite
    column: ColumnPage | None = None
    files: Sequence[UploadedFile] = field(default=())


def submit(actor: Actor, given: Contribution) -> Submission:
    """Hand in a text with its files. Raises NotPermitted for whoever is no reporter, Refused."""
    reporter = reporter_of(actor)
    if reporter is None:
        record_refusal(acts.SUBMIT, actor, None)
        raise NotPermitted("只有登记在册的信息员可以报送。")
    unit = reporter.unit
    submission = Submission(
        desk_id=unit.desk_id, organ_id=unit.organ_id, unit=unit, reporter=reporter, site=given.site,
        column=given.column, title=given.title, text=given.text, submitted_at=timezone.now(),
    )  # fmt: skip
    with several_acts():
        with act(acts.SUBMIT, actor) as deed:
            _require_sense(given, unit.desk_id)
            deed.create(submission)
            deed.create(merit_of(submission, SUBMITTED))
            if _pictures(given.files):
                deed.create(merit_of(submission, PICTURE))
        _attach(actor, submission, given.files)
    return submission


def _require_sense(given: Contribution, desk_id: int) -> None:
    if given.site.organ_id != desk_id:
        raise Refused("只能报送给本单位的编辑部所办的网站。", "place")
    if not given.text.strip():
        raise Refused("请写明内容。", "text")


def _pictures(files: Sequence[UploadedFile]) -> int:
    return sum((each.content_type or "").startswith("image/") for each in files)


def _attach(actor: Actor, submission: Submission, files: Sequence[UploadedFile]) -> None:
    for place, sent in enumerate(files):
        file = store_file(actor, sent)
        attach_material(actor, file, Target(LABEL, str(submission.pk), place), name=file.name)
