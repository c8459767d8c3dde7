"""Who may take a work item: from the texts of the diagram to keys of somebody."""

from dataclasses import dataclass

from mingtang.kernel.cases.models import Case, Step
from mingtang.kernel.cases.people import heads_of_unit, organ_by_code, posts_named
from mingtang.kernel.cases.rules import account_key, is_key, role_key
from mingtang.lib.flow.changes import OfferWork


@dataclass(frozen=True, slots=True)
class Offered:
    """To which organ an item belongs and who may take it."""

    organ_id: int
    keys: tuple[str, ...]


def offered_to(case: Case, offer: OfferWork) -> Offered:
    """Whom the diagram names: candidates, else a post, else the organ's people. Costs a statement for what is not yet
    remembered.
    """
    organ_id = organ_of(case, offer.organ)
    named = [key for text in offer.candidates for key in named_by(case, text, organ_id)]
    if not named and offer.post:
        named = [*posts_named(organ_id, offer.post)]
    return Offered(organ_id, tuple(dict.fromkeys(named)) or (everybody_of(case, organ_id),))


def organ_of(case: Case, code: str) -> int:
    """The organ that a diagram names by credit code or id; that of the case when it names none that exists."""
    found = organ_by_code(code) if code else ()
    return found[0] if found else case.organ_id


def everybody_of(case: Case, organ_id: int) -> str:
    """The unit of the case in its own organ, the whole organ elsewhere."""
    if case.unit_id and organ_id == case.organ_id:
        return f"unit:{case.unit_id}"
    return f"organ:{organ_id}"


def named_by(case: Case, text: str, organ_id: int) -> tuple[str, ...]:
    """The keys that one word stands for: a key itself, a rule, a role in the organ, or the name of a post or role."""
    rule, _, node = text.partition(":")
    if rule == "initiator":
        return _initiator(case)
    if rule == "initiator-unit-head":
        return heads_of_unit(case.unit_id) if case.unit_id else ()
    if rule == "previous-holder":
        return _who_did(case, node)
    return named_in(organ_id, text)


def named_in(organ_id: int, text: str) -> tuple[str, ...]:
    """The keys that one word stands for in an organ: a key itself, a role, or the name of a post or role."""
    rule, _, code = text.partition(":")
    if rule == "role" and "@" not in code:
        return (role_key(code, organ_id),)
    return (text,) if is_key(text) else posts_named(organ_id, text)


def _initiator(case: Case) -> tuple[str, ...]:
    return (account_key(case.initiator_id),) if case.initiator_id else ()


def _who_did(case: Case, node: str) -> tuple[str, ...]:
    """Who completed a node last; one statement."""
    done = Step.objects.filter(case=case, node=node, command="Complete").exclude(account=None)
    account = done.order_by("-id").values_list("account", flat=True).first()
    return (account_key(account),) if account else ()
