"""Handing results out: to somebody whose paper was seen, by post, or through a cabinet. Each delivers its application."""

from dataclasses import dataclass

from django.utils import timezone

from mingtang.domains.services.applications.api import (
    DELIVERY,
    Application,
    Receipt,
    deliver,
    may_receive,
    open_step,
)
from mingtang.domains.services.hall import acts
from mingtang.domains.services.hall.models import Handout
from mingtang.domains.services.hall.models.handout import PICKUP_COLUMN
from mingtang.domains.services.hall.numbering import fresh_digits
from mingtang.kernel.directory.api import Organ, Refused, seal
from mingtang.kernel.evidence.api import Actor, act

Way = Handout.Way


@dataclass(frozen=True)
class Parcel:
    """How a result leaves: to whom, on which paper seen, with which parcel, or in which cabinet."""

    way: str
    receiver: str
    number: str = ""
    carrier: str = ""
    tracking: str = ""
    cabinet: str = ""

    def require(self, application: Application) -> None:
        """Raises Refused when something is missing, or the paper shown is of somebody who may not receive."""
        if not self.receiver.strip():
            raise Refused("请写明领取人。", "receiver")
        if self.way == Way.WINDOW and not may_receive(application, self.number):
            raise Refused("证件号码与申请人、代理人都不一致，不能发给他。", "number")
        if self.way == Way.POST and not (self.carrier.strip() and self.tracking.strip()):
            raise Refused("请填写快递公司和快递单号。", "tracking")
        if self.way == Way.CABINET and not self.cabinet.strip():
            raise Refused("请填写柜门号。", "cabinet")


def hand_out(actor: Actor, application: Application, parcel: Parcel) -> Handout:
    """Hand the result of an application out. What is put into a cabinet is delivered when it has been collected.

    Raises Refused when nothing is to be handed out, and what Parcel.require does.
    """
    parcel.require(application)
    no = _step(application)
    organ = _organ_of(actor)
    with act(acts.HAND_OUT, actor, within=organ) as deed:
        now = timezone.now()
        in_cabinet = parcel.way == Way.CABINET
        handout = Handout(
            application=application, organ=organ, way=parcel.way, receiver=parcel.receiver.strip(), at=now,
            identity_seen=parcel.way == Way.WINDOW, carrier=parcel.carrier, tracking=parcel.tracking,
            cabinet=parcel.cabinet, pickup_cipher=seal(fresh_digits(), PICKUP_COLUMN) if in_cabinet else "",
            collected_at=None if in_cabinet else now, clerk_id=actor.account_id,
        )  # fmt: skip
        deed.create(handout)
        if not in_cabinet:
            _deliver(actor, application, no, handout)
    return handout


def collected(actor: Actor, handout: Handout) -> None:
    """What lay in a cabinet was taken out, which delivers it. Raises Refused when it was already."""
    if handout.collected_at is not None:
        raise Refused("已经取走。")
    application = handout.application
    no = _step(application)
    with act(acts.HAND_OUT, actor, handout) as deed:
        deed.change(handout, collected_at=timezone.now())
        _deliver(actor, application, no, handout)


def _step(application: Application) -> int:
    no = open_step(application, DELIVERY)
    if no is None:
        raise Refused("这个办件现在没有要发出的结果。")
    return no


def _organ_of(actor: Actor) -> Organ:
    found: Organ | None = Organ.objects.filter(pk=actor.organ_id).first()
    if found is None:
        raise Refused("请以窗口岗位出件。")
    return found


def _deliver(actor: Actor, application: Application, no: int, handout: Handout) -> None:
    parcel = " ".join(filter(None, (handout.carrier, handout.tracking)))
    receipt = Receipt(str(handout.get_way_display()), handout.receiver, timezone.now(), parcel)  # type: ignore[attr-defined]
    deliver(actor, application, no, receipt, key=f"handout:{handout.pk}")
