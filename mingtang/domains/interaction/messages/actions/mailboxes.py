"""Boxes of leaders: opened by the desk that takes their letters, written to like any other desk."""

from dataclasses import replace

from django.utils import timezone

from mingtang.domains.interaction.messages import acts
from mingtang.domains.interaction.messages.actions.submitting import Letter, submit
from mingtang.domains.interaction.messages.models import Mailbox, Message, MessageDesk
from mingtang.domains.interaction.messages.queries.letters import answering_organs
from mingtang.kernel.directory.api import Post, Refused
from mingtang.kernel.evidence.api import Actor, act

KIND = "leader_mail"


def open_mailbox(actor: Actor, desk: MessageDesk, post: Post, *, duties: str = "") -> Mailbox:
    """Let a leader have a box, or have it again. Raises NotPermitted, Refused for a post that leads nothing here."""
    with act(acts.OPEN_MAILBOX, actor, within=desk.organ) as deed:
        if (
            not post.leads
            or post.unit_id
            or post.closed_on
            or not answering_organs(desk).filter(pk=post.organ_id).exists()
        ):
            raise Refused("只有本地区政府部门的领导岗位可以开通信箱。", "post")
        known: Mailbox | None = Mailbox.objects.filter(post=post).first()
        if known is not None and known.closed_on is None:
            raise Refused("这个岗位已经有信箱。", "post")
        if known is not None:
            deed.change(known, desk=desk, duties=duties, closed_on=None)
            return known
        box = Mailbox(desk=desk, post=post, duties=duties, opened_on=timezone.localdate())
        deed.create(box)
    return box


def change_mailbox(actor: Actor, box: Mailbox, *, duties: str, is_open: bool) -> None:
    """Say anew what a leader is in charge of, close the box, or open it again. Its letters stay. Raises NotPermitted."""
    with act(acts.CHANGE_MAILBOX, actor, within=box.desk.organ) as deed:
        closed_on = None if is_open else box.closed_on or timezone.localdate()
        deed.change(box, duties=duties, closed_on=closed_on)


def write_to(actor: Actor, box: Mailbox, letter: Letter) -> Message:
    """Take in a letter to a leader. His organ is who is hoped to answer; where it stands above the desk, the desk decides.

    Raises Refused with the field at fault.
    """
    organ = box.post.organ
    wished = None if box.desk.organ.path.startswith(organ.path) else organ
    return submit(actor, box.desk, replace(letter, kind=KIND, mailbox=box, wished=wished))
