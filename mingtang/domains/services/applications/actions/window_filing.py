"""Filing at a window: a front clerk takes any item of any organ for whoever came, receives it at once, and decides nothing."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from mingtang.domains.services.applications import acts
from mingtang.domains.services.applications.actions.drafting import begin_draft, require_open, require_own_draft
from mingtang.domains.services.applications.actions.receiving import receive
from mingtang.domains.services.applications.actions.submitting import file_application, require_complete
from mingtang.domains.services.applications.applicants import Applicant
from mingtang.domains.services.applications.materials import asked_of
from mingtang.domains.services.applications.models import Application, WindowFiling
from mingtang.domains.services.applications.models.window_filing import AGENT_COLUMN
from mingtang.domains.services.applications.process import Step
from mingtang.domains.services.applications.queries.handing_out import open_step
from mingtang.domains.services.catalogue.api import ServiceItem
from mingtang.kernel.directory.api import Account, AccountActor, Organ, Refused, index_of, seal
from mingtang.kernel.evidence.api import act


@dataclass(frozen=True)
class Agent:
    """Who came for the applicant: by identity number, authorised for what, from when until when (授权委托书)."""

    name: str
    number: str
    scope: str
    since: date
    until: date

    def require(self, on: date) -> None:
        """Raises Refused when the authorisation says too little, or does not hold on a day."""
        if not self.scope.strip():
            raise Refused("请写明委托事项和权限。", "agent_scope")
        if not self.since <= on <= self.until:
            raise Refused("授权委托书今天不在有效期内。", "agent_until")


def begin_at_window(
    actor: AccountActor,
    item: ServiceItem,
    scenario: Mapping[str, str],
    applicant: Applicant,
    agent: Agent | None = None,
) -> Application:
    """A draft that a front clerk fills in for an applicant. It is the clerk's until it is filed.

    Raises NotPermitted, and Refused when the item takes no applications or the agent has no authority today.
    """
    if agent is not None:
        agent.require(timezone.localdate())
    window = _window_of(actor)
    with act(acts.FILE_AT_WINDOW, actor, within=window) as deed:
        draft = begin_draft(actor, item, scenario, applicant=applicant, at_window=window)
        filing = WindowFiling(application=draft)
        if agent is not None:
            filing.agent_cipher = seal(agent.number, AGENT_COLUMN)
            filing.agent_scope, filing.agent_since, filing.agent_until = agent.scope, agent.since, agent.until
        deed.create(filing)
    return draft


def _window_of(actor: AccountActor) -> Organ:
    if actor.appointment is None:
        raise Refused("请以窗口岗位代为申报。")
    return actor.appointment.organ


def file_at_window(actor: AccountActor, draft: Application, seen: Collection[str] = ()) -> Application:
    """File a clerk's draft and receive it in one act: number, case, receipt. `seen` are materials whose original was seen.

    The applicant's own account, if there is one, becomes its owner and answers for corrections; else the counter does.
    Filing again changes nothing. Raises Incomplete with all that is wrong.
    """
    if draft.owner_id != actor.account_id or not draft.is_draft:
        return _filed_before(actor, draft)
    require_own_draft(actor, draft)
    require_open(draft.item)
    filing: WindowFiling = draft.window_filing  # type: ignore[attr-defined]
    if not filing.has_authority(timezone.localdate()):
        raise Refused("授权委托书今天不在有效期内。")
    answers = require_complete(actor, draft)
    keys = {each.key for each in asked_of(actor, draft) if each.handed_in}
    owner = account_of_applicant(draft) or actor.account
    with act(acts.FILE_AT_WINDOW, actor, draft, within=_window_of(actor)) as deed:
        deed.change(filing, seen=sorted(keys.intersection(seen)))
        deed.change(draft, owner=owner)
        file_application(deed, AccountActor(owner) if owner.pk != actor.account_id else actor, draft, answers)
        no = open_step(draft, Step.RECEIVE)
        if no is not None:
            receive(actor, draft, no)
    return draft


def _filed_before(actor: AccountActor, draft: Application) -> Application:
    if draft.clerk_id != actor.account_id or draft.is_draft:
        raise Refused("只能提交自己代为填写的申请。")
    return draft


def account_of_applicant(application: Application) -> Account | None:
    """The applicant's own account, matched with his name and number; None when he has none."""
    kinds = Application.IdentityType
    open_accounts = Account.objects.exclude(assurance__lt=Account.Assurance.MATCHED).filter(state=Account.State.ACTIVE)
    number = application.applicant_number
    if application.applicant_id_type == kinds.CREDIT_CODE:
        return open_accounts.filter(kind=Account.Kind.LEGAL, legal_person__credit_code=number).first()
    index = index_of(number, "person.identity")
    return open_accounts.filter(kind=Account.Kind.CITIZEN, person__identity_index=index).first()
