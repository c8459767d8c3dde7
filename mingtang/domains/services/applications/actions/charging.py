"""Fees of an application: those that the version of its item publishes, told once for all organs of it."""

from collections.abc import Sequence

from mingtang.domains.services.applications import acts
from mingtang.domains.services.applications.actions.measuring import facts_about, require
from mingtang.domains.services.applications.actions.writing import issue_letter
from mingtang.domains.services.applications.course import Measure
from mingtang.domains.services.applications.events import FeesTold
from mingtang.domains.services.applications.fees import fees_of
from mingtang.domains.services.applications.models import Part
from mingtang.domains.services.applications.queries.standing import subject_of
from mingtang.domains.services.payments.api import Matter, PaymentOrder, charge
from mingtang.kernel.evidence.api import Actor, act
from mingtang.lib.money import capitals, figures


def charge_fees(actor: Actor, part: Part, asked: Sequence[tuple[str, int]]) -> PaymentOrder:
    """Tell the applicant what to pay: fees (name, quantity) of the published list. Raises Refused for any other."""
    application = part.application
    with act(acts.CHARGE, actor, part) as deed:
        require(Measure.CHARGE, part)
        matter = Matter(
            subject_of(application), application.item.name, application.number, part.organ,
            application.owner_id, application.applicant_name,
        )  # fmt: skip
        order = charge(actor, matter, fees_of(application), asked)
        issue_letter(
            deed, actor, application, "payment", part=part, order=order.number,
            fees=[[line.name, line.standard, line.basis, str(line.quantity), line.yuan] for line in order.lines.all()],
            amount=figures(order.amount), capitals=capitals(order.amount),
        )  # fmt: skip
        deed.announce(FeesTold(**facts_about(application, part), order_id=order.pk))
    return order
