"""Receiving requests: on the public site by anybody, by a clerk for other channels; the day of receipt; other channels told."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from mingtang.domains.disclosure.requests import acts
from mingtang.domains.disclosure.requests.actions.stepping import complete, require_at, require_past
from mingtang.domains.disclosure.requests.actions.writing import issue_letter
from mingtang.domains.disclosure.requests.calendar import REPLY, reply_due
from mingtang.domains.disclosure.requests.models import DisclosureRequest, day_in_words
from mingtang.domains.disclosure.requests.rules import (
    CASE_TYPE,
    REGISTERED,
    WRONG_CHANNEL,
    Applicant,
    Channel,
    Node,
    State,
)
from mingtang.kernel.cases.api import clocks, open_case
from mingtang.kernel.clocks.api import start_of
from mingtang.kernel.directory.api import Organ, Refused
from mingtang.kernel.evidence.api import SYSTEM, Actor, Deed, act


@dataclass(frozen=True, kw_only=True)
class Details:
    """What a request says (article 29). The purpose is never required."""

    applicant_kind: Applicant
    applicant_name: str
    content: str
    way: str
    carrier: str
    identity_kind: str = ""
    identity: str = ""
    work_place: str = ""
    representative: str = ""
    contact_name: str = ""
    contacts: Mapping[str, str] = field(default_factory=dict)
    purpose: str = ""

    @property
    def columns(self) -> dict[str, Any]:
        """What is kept in plain text."""
        plain = (
            "applicant_kind", "applicant_name", "content", "way", "carrier", "identity_kind", "work_place",
            "representative", "contact_name", "purpose",
        )  # fmt: skip
        return {name: getattr(self, name) for name in plain}


def submit_request(actor: Actor, organ: Organ, details: Details) -> DisclosureRequest:
    """Take a request from the public site. It is received in law when both sides have confirmed it (第三十一条第三项)."""
    with act(acts.SUBMIT, actor, within=organ) as deed:
        return _opened(deed, actor, organ, details, Channel.ONLINE)


def register_request(
    actor: Actor, organ: Organ, details: Details, *, channel: Channel, received_on: date, note: str = ""
) -> DisclosureRequest:
    """Register what came by another way, or what both sides have confirmed, with its day of receipt. Raises Refused."""
    require_past(received_on, "received_on")
    with act(acts.REGISTER, actor, within=organ) as deed:
        request = _opened(deed, actor, organ, details, channel, received_on=received_on, note=note)
        _begin(deed, actor, request)
    return request


def _opened(
    deed: Deed, actor: Actor, organ: Organ, details: Details, channel: Channel, **more: Any
) -> DisclosureRequest:
    confirmed = "received_on" in more
    secret = f"{secrets.randbelow(10**6):06}"
    request = DisclosureRequest(
        organ=organ, channel=channel, submitted_at=timezone.now(), query_code=f"{secrets.randbelow(10**12):012}",
        state=State.REGISTERED if confirmed else State.SUBMITTED, registered_by_id=actor.account_id,
        **details.columns, **DisclosureRequest.confidential_values(details.identity, details.contacts, secret), **more,
    )  # fmt: skip
    routing = {"confirmed": confirmed, "channel": str(channel)}
    request.case = open_case(actor, CASE_TYPE, title=f"公开申请：{request.title}", organ=organ, vars=routing)
    request.number = request.case.number
    deed.create(request)
    return request


def _begin(deed: Deed, actor: Actor, request: DisclosureRequest) -> None:
    """Start the limit of the reply on the day of receipt, and issue the receipt that says so."""
    assert request.received_on is not None  # whoever begins has set it
    clocks.begin(SYSTEM, request.case_id, REPLY, since=start_of(request.received_on))
    issue_letter(
        deed, actor, request, "receipt", submitted=day_in_words(timezone.localdate(request.submitted_at)),
        matter=request.title, received=day_in_words(request.received_on), due=day_in_words(reply_due(request)),
    )  # fmt: skip


def confirm_request(actor: Actor, request: DisclosureRequest, *, received_on: date) -> None:
    """Register a request that the clerk has confirmed with the applicant on `received_on`. Raises Refused."""
    require_at(request, Node.CONFIRM)
    require_past(received_on, "received_on")
    if received_on < timezone.localdate(request.submitted_at):
        raise Refused("确认的日期不能早于提交的日期。", "received_on")
    with act(acts.CONFIRM, actor, request) as deed:
        deed.change(request, received_on=received_on)
        complete(actor, request, REGISTERED)
        _begin(deed, actor, request)


def acknowledge(actor: Actor, request: DisclosureRequest) -> None:
    """The applicant acknowledges the automatic receipt: both sides have confirmed, today is the day of receipt."""
    require_at(request, Node.CONFIRM)
    now = timezone.now()
    with act(acts.ACKNOWLEDGE, actor, request) as deed:
        deed.change(request, acknowledged_at=now, received_on=timezone.localdate(now))
        complete(SYSTEM, request, REGISTERED)
        _begin(deed, SYSTEM, request)


def redirect_request(actor: Actor, request: DisclosureRequest, *, channel: str) -> None:
    """Tell that this way is not for requests, and which is; no reply in the sense of the Regulation."""
    require_at(request, Node.CONFIRM)
    with act(acts.REDIRECT, actor, request) as deed:
        deed.change(request, note=channel)
        complete(actor, request, WRONG_CHANNEL, channel)
