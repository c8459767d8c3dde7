"""What is ready to be handed out, and to whom it may be."""

from django.db.models import QuerySet

from mingtang.domains.services.applications.models import Application
from mingtang.domains.services.applications.process import Step
from mingtang.domains.services.applications.rules import State
from mingtang.kernel.cases.api import Token
from mingtang.kernel.evidence.api import Actor
from mingtang.lib.identifiers import normalise_identifier

DELIVERY = Step.DELIVER
_OPEN = {"life": "A", "kind": "T"}


def awaiting_delivery(actor: Actor) -> QuerySet[Application]:
    """Applications whose result is made and not yet delivered, as far as the actor may read them."""
    rows: QuerySet[Application] = Application.objects.visible_to(actor).filter(state=State.ISSUING)
    ready = Token.objects.filter(node=DELIVERY, **_OPEN).values("case_id")
    return rows.filter(case__in=ready).select_related("item", "version", "organ", "case")


def open_step(application: Application, step: Step) -> int | None:
    """The number of an open step of the whole application; None when it is not open."""
    token = Token.objects.filter(case=application.case_id, node=step, **_OPEN).first()
    return int(token.no) if token else None


def may_receive(application: Application, number: str) -> bool:
    """Whether the paper with this number is the applicant's, or that of the agent whose authority was noted."""
    shown = normalise_identifier(number)
    filing = getattr(application, "window_filing", None)
    known = {application.applicant_number, filing.agent_number if filing else ""} - {""}
    return bool(shown) and shown in known
