"""The keys under which work may be offered to an actor."""

from mingtang.kernel.cases.rules import account_key
from mingtang.kernel.evidence.api import Actor


def keys_of(actor: Actor) -> tuple[str, ...]:
    """The keys of an actor but for its roles; no statement."""
    keys = [account_key(actor.account_id)] if actor.account_id else []
    unit_id = getattr(actor, "unit_id", None)
    for kind, number in (("post", actor.post_id), ("unit", unit_id), ("organ", actor.organ_id)):
        if number:
            keys.append(f"{kind}:{number}")
    return tuple(keys)
