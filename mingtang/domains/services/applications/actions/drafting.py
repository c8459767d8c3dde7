"""Filling in an application before it is submitted. What was typed is kept even while it is wrong or incomplete."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from mingtang.domains.services.applications import acts
from mingtang.domains.services.applications.actions.joint_opening import process_key_of
from mingtang.domains.services.applications.actions.sharing import pull_shared
from mingtang.domains.services.applications.applicants import Applicant, require_authority
from mingtang.domains.services.applications.commitments import is_by_commitment, unrepaired_record
from mingtang.domains.services.applications.existing import chosen_licence
from mingtang.domains.services.applications.models import Application
from mingtang.domains.services.applications.rules import State
from mingtang.domains.services.catalogue.api import ServiceItem
from mingtang.kernel.directory.api import AccountActor, Organ, Refused, Stale
from mingtang.kernel.evidence.api import act
from mingtang.kernel.forms.api import NoForm, prefilled, published_id
from mingtang.kernel.statements.api import answer_to

DRAFTS = 50
"""How many drafts one account may keep: enough for anybody, too few to fill a disk with."""


def begin_draft(
    actor: AccountActor,
    item: ServiceItem,
    scenario: Mapping[str, str],
    *,
    licence: int | None = None,
    applicant: Applicant | None = None,
    at_window: Organ | None = None,
) -> Application:
    """A draft for an item with the answers to its questions, for whom the account stands for.

    `licence` is the id of the one that is to be changed, renewed or ended, where the applicant holds several; `applicant` for
    whom a clerk fills it in `at_window` of his organ. Raises Refused when the item takes no applications on line, or the applicant has no such licence.
    """
    require_open(item)
    require_authority(actor)
    applicant = applicant or Applicant.of(actor)
    acted_on = chosen_licence(actor, item.in_force.document if item.in_force else {}, applicant.number, chosen=licence)
    _require_room_for_another(actor)
    with act(acts.DRAFT, actor, within=item) as deed:
        draft = _prefilled(item, applicant)
        draft.scenario, draft.licence, draft.owner_id = dict(scenario), acted_on, actor.account_id
        if at_window:
            draft.window, draft.channel, draft.clerk_id = at_window, Application.Channel.WINDOW, actor.account_id
        deed.create(draft)
        _require_trust(draft, applicant)
    pull_shared(actor, draft)
    return draft


_DRAFTS_OF = "SELECT count(*) FROM services_applications_application WHERE owner_id = %s AND state = %s"


def _require_room_for_another(actor: AccountActor) -> None:
    ((drafts,),) = answer_to(_DRAFTS_OF, [actor.account_id, State.DRAFT])
    if drafts >= DRAFTS:
        raise Refused(f"您已有 {DRAFTS} 份没有提交的申请，请先删除不需要的。")


def _prefilled(item: ServiceItem, applicant: Applicant) -> Application:
    """A draft filled in on line by the applicant, with the answers that are known already."""
    form = form_version_of(item)
    return Application(
        item=item,
        version=item.in_force,
        organ=item.organ,
        window=window_of(item),
        channel=Application.Channel.WEB,
        state=State.DRAFT,
        form_version=form,
        answers=prefilled(form, applicant.known) if form else {},
        saved_at=timezone.now(),
        **applicant.columns(),
    )


def _require_trust(draft: Application, applicant: Applicant) -> None:
    """Whoever has broken a commitment goes the ordinary way until the record is repaired."""
    if is_by_commitment(draft) and (record := unrepaired_record(applicant.number)):
        raise Refused(f"有未修复的失信记录（{record.get_kind_display()}），不适用告知承诺，请选择一般程序。")


def save_draft(actor: AccountActor, draft: Application, *, seen: str, **values: Any) -> None:
    """Write what has been filled in so far (`answers`, `scenario`, the contact). `seen` is the moment the page was made from.

    Raises Stale when the draft was saved elsewhere meanwhile, Refused when it has been submitted.
    """
    require_own_draft(actor, draft)
    if seen and seen != draft.saved_at.isoformat():
        raise Stale("这份申请已在别处保存过。请先留好您的修改，再打开最新内容。")
    with act(acts.DRAFT, actor, draft) as deed:
        deed.change(draft, saved_at=timezone.now(), **values)


def discard_draft(actor: AccountActor, draft: Application) -> None:
    """Delete one's own draft with its materials."""
    require_own_draft(actor, draft)
    with act(acts.DISCARD, actor, draft) as deed:
        deed.remove(draft)


def require_open(item: ServiceItem) -> None:
    """Raises Refused when an item takes no applications."""
    if item.state == ServiceItem.State.SUSPENDED:
        raise Refused(f"本事项暂停办理。{item.state_reason}")
    if item.state != ServiceItem.State.PUBLISHED or item.in_force is None:
        raise Refused("本事项目前不能办理。")
    if not process_key_of(item):
        raise Refused("本事项还没有开通在线办理，请到窗口办理。")


def require_own_draft(actor: AccountActor, draft: Application) -> None:
    """Raises Refused unless this is a draft of the actor's account."""
    if draft.owner_id != actor.account_id:
        raise Refused("只能修改自己填写的申请。")
    if not draft.is_draft:
        raise Refused("申请已经提交，不能再修改。")


def window_of(item: ServiceItem) -> Organ | None:
    """The organ at whose window an item is received (受理机构); None when the item names none that is known here."""
    named = str(item.in_force.document.get("accept_dept", "")) if item.in_force else ""
    name = named.partition("（")[0].strip()
    found: Organ | None = Organ.objects.filter(name=name).first() if name else None
    return found


def contact_columns(draft: Application, *, contact_name: str, phone: str) -> dict[str, str]:
    """Columns for whom to call, the number in normal form."""
    sealed = Application.confidential_values(draft.applicant_number, phone)
    return {"contact_name": contact_name, "contact_cipher": sealed["contact_cipher"]}


def form_version_of(item: ServiceItem) -> int | None:
    """The version of the form that an item asks to be filled in, now; None when it asks nothing."""
    key = item.in_force.document.get("form_key", "") if item.in_force else ""
    try:
        return published_id(key, item.organ_id) if key else None
    except NoForm as fault:
        raise Refused("本事项的申请表还没有发布，请到窗口办理。") from fault
