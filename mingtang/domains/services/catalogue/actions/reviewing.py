"""From a draft to the public: the agency reviews, the auditor publishes. Nobody passes what he has written himself."""

from django.utils import timezone

from mingtang.domains.services.catalogue import acts
from mingtang.domains.services.catalogue.actions.drafting import locked_latest
from mingtang.domains.services.catalogue.actions.faults import Defective
from mingtang.domains.services.catalogue.actions.standing import bring_into_force
from mingtang.domains.services.catalogue.companions import drafts_with, require_as_submitted
from mingtang.domains.services.catalogue.models import OPEN, ItemVersion, ServiceItem
from mingtang.domains.services.catalogue.queries.surroundings import defects_of
from mingtang.domains.services.catalogue.separation import why_not_reviewer
from mingtang.kernel.directory.api import Refused, Stale
from mingtang.kernel.evidence.api import Act, Actor, Deed, act

State = ItemVersion.State


def submit_for_review(actor: Actor, item: ServiceItem, *, seen: str) -> ItemVersion:
    """Hand the draft to the reviewer of the agency. Raises Refused without a draft, Stale when it has changed."""
    with act(acts.SUBMIT, actor, item) as deed:
        draft = _at(item, State.DRAFT, "没有可以提交的草稿。")
        _require_seen(draft, seen)
        brought = drafts_with(item, draft.document)
        found = len(defects_of(draft))
        deed.change(draft, state=State.REVIEW, submitted_at=timezone.now(), note="", defects=found, companions=brought)
    return draft


def _at(item: ServiceItem, state: str, otherwise: str) -> ItemVersion:
    latest = locked_latest(item)
    if latest.state != state:
        raise Refused(otherwise)
    return latest


def _require_seen(version: ItemVersion, seen: str) -> None:
    if version.digest != seen:
        raise Stale("内容在您查看之后又有修改，请重新核对。")


def return_to_editor(actor: Actor, item: ServiceItem, reason: str) -> ItemVersion:
    """The reviewer sends the draft back. Raises Refused without a reason."""
    return _send_back(actor, item, acts.RETURN_TO_EDITOR, State.REVIEW, reason)


def return_from_audit(actor: Actor, item: ServiceItem, reason: str) -> ItemVersion:
    """The auditor sends the draft back to its editor. Raises Refused without a reason."""
    return _send_back(actor, item, acts.RETURN_FROM_AUDIT, State.AUDIT, reason)


def _send_back(actor: Actor, item: ServiceItem, kind: Act, state: str, reason: str) -> ItemVersion:
    with act(kind, actor, item) as deed:
        if not reason.strip():
            raise Refused("请写明退回的意见。", "reason")
        version = _at(item, state, "现在不能退回。")
        deed.note = reason
        deed.change(version, state=State.DRAFT, note=reason.strip()[:1000], reviewer=None, reviewed_at=None)
    return version


def pass_review(actor: Actor, item: ServiceItem, *, seen: str) -> ItemVersion:
    """The agency agrees. Raises Refused for whoever has written in the draft, Stale when it has changed."""
    with act(acts.PASS_REVIEW, actor, item) as deed:
        version = _at(item, State.REVIEW, "现在没有要审核的版本。")
        _require_seen(version, seen)
        _require_other_person(actor, version)
        deed.change(version, state=State.AUDIT, reviewer_id=actor.account_id, reviewed_at=timezone.now())
    return version


def _require_other_person(actor: Actor, version: ItemVersion) -> None:
    if obstacle := why_not_reviewer(actor, version):
        raise Refused(obstacle)


def publish(actor: Actor, item: ServiceItem, *, seen: str) -> ItemVersion:
    """The auditor publishes: at once, or on the planned day. Raises Defective with every defect, Stale, Refused."""
    with act(acts.PUBLISH, actor, item) as deed:
        version = _at(item, State.AUDIT, "现在没有要审定的版本。")
        _require_seen(version, seen)
        _require_other_person(actor, version)
        if found := defects_of(version):
            raise Defective(found)
        require_as_submitted(item, version)
        deed.change(version, auditor_id=actor.account_id, audited_at=timezone.now())
        _publish(deed, item, version)
    return version


def publish_imported(actor: Actor, item: ServiceItem) -> ItemVersion:
    """Publish what comes from an official list as it is, without three people; its guide may be incomplete.

    Raises Refused when nothing is open.
    """
    with act(acts.PUBLISH, actor, item) as deed:
        version = locked_latest(item)
        if version.state not in OPEN:
            raise Refused("没有可以发布的版本。")
        deed.note = "依批量导入的清单发布"
        found = len(defects_of(version))
        deed.change(version, auditor_id=actor.account_id, audited_at=timezone.now(), defects=found)
        _publish(deed, item, version)
    return version


def _publish(deed: Deed, item: ServiceItem, version: ItemVersion) -> None:
    version.refresh_from_db(fields=["plan_effective_date"])
    planned = version.plan_effective_date
    if planned is not None and planned > timezone.localdate():
        deed.change(version, state=State.SCHEDULED)
    else:
        bring_into_force(deed, item, version)
