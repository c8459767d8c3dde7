"""Saying one's opinion: anybody, while the call is open; read by the organ before others read it."""

from dataclasses import dataclass

from mingtang.domains.interaction.moderation.api import fill_post, warnings_of
from mingtang.domains.interaction.opinions import acts
from mingtang.domains.interaction.opinions.models import Call, Opinion
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, act
from mingtang.lib.personal_data import kinds_of_personal_data


@dataclass(frozen=True, kw_only=True)
class OpinionSaid:
    """What somebody thinks; everything but the text is voluntary."""

    text: str
    clause: str = ""
    name: str = ""
    age: str = ""
    region: str = ""


def post_opinion(actor: Actor, call: Call, said: OpinionSaid) -> Opinion:
    """Take an opinion in. Raises Refused when the call is not open, and for words that are not taken."""
    if not call.is_open:
        raise Refused("现在不在征求意见的期间。")
    if warnings_of(said.clause, "clause") or kinds_of_personal_data(said.clause):
        raise Refused("这里只写条款，例如第三条。", "clause")
    opinion = Opinion(call=call, organ_id=call.organ_id, **vars(said))
    fill_post(actor, opinion)
    with act(acts.POST_OPINION, actor, within=call) as deed:
        deed.create(opinion)
    return opinion
