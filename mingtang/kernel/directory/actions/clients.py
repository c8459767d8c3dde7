"""Systems that sign people in with Mingtang: registered and removed by whoever manages the accounts of the whole node."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from oauth2_provider.generators import generate_client_secret
from oauth2_provider.models import get_application_model

from mingtang.kernel.directory import acts
from mingtang.kernel.directory.actions.faults import Refused
from mingtang.kernel.evidence.api import Actor, act


def register_client(
    actor: Actor, *, name: str, redirects: Iterable[str], public: bool = False, trusted: bool = False
) -> tuple[Any, str]:
    """Register a system; returns it and its secret, which is kept only as a hash (empty for a public one).

    `trusted` systems are our own: their users are not asked for consent. Raises Refused when an address to return to
    is malformed.
    """
    model = get_application_model()
    secret = "" if public else generate_client_secret()
    client = model(
        name=name,
        redirect_uris=" ".join(redirects),
        client_type=model.CLIENT_PUBLIC if public else model.CLIENT_CONFIDENTIAL,
        authorization_grant_type=model.GRANT_AUTHORIZATION_CODE,
        algorithm=model.RS256_ALGORITHM,
        client_secret=secret,
        skip_authorization=trusted,
    )
    client.confidential = frozenset({"client_secret"})
    _require_right(client)
    with act(acts.REGISTER_CLIENT, actor, client) as deed:
        deed.create(client)
    return client, secret


def remove_client(actor: Actor, client: Any) -> None:
    """Remove a system with every code and token it holds."""
    client.confidential = frozenset({"client_secret"})
    with act(acts.REMOVE_CLIENT, actor, client) as deed:
        deed.remove(client)


def registered_clients() -> QuerySet[Any]:
    """All systems, by name."""
    rows: QuerySet[Any] = get_application_model().objects.order_by("name", "id")
    return rows


def _require_right(client: Any) -> None:
    try:
        client.full_clean()
    except ValidationError as fault:
        raise Refused(" ".join(fault.messages), next(iter(fault.message_dict), "")) from fault
