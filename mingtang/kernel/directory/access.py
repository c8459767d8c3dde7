"""Who may open a page: the guards of `evidence.access` under the names page authors know."""

from django.http import HttpRequest

from mingtang.kernel.directory.actor import AccountActor
from mingtang.kernel.evidence.api import asks, signed_in
from mingtang.kernel.evidence.api import officials_only as official_only

__all__ = ["ActorRequest", "asks", "official_only", "signed_in"]


class ActorRequest(HttpRequest):
    """A request that one of the guards has let in: somebody is acting."""

    actor: AccountActor
