"""The command `mingtang clients`: systems that sign people in with Mingtang."""

import json
from typing import Any

import click


@click.group()
def clients() -> None:
    """Systems that sign people in with Mingtang (OpenID Connect)."""


@clients.command()
@click.argument("name")
@click.argument("redirect", nargs=-1, required=True)
@click.option("--public", is_flag=True, help="An app that cannot keep a secret (in a browser or on a telephone).")
@click.option("--trusted", is_flag=True, help="One of our own systems: nobody is asked for consent.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def add(name: str, redirect: tuple[str, ...], public: bool, trusted: bool, as_json: bool) -> None:
    """Register the system NAME, to which people return at one of the addresses REDIRECT.

    Prints its id and its secret, which is shown only this once. Exit codes: 0 done, 1 refused, 2 usage.
    """
    from mingtang.kernel.directory.actions.clients import register_client
    from mingtang.kernel.directory.actions.faults import Refused
    from mingtang.kernel.evidence.api import SYSTEM

    try:
        client, secret = register_client(SYSTEM, name=name, redirects=redirect, public=public, trusted=trusted)
    except Refused as fault:
        raise click.ClickException(str(fault)) from fault
    result = {"name": client.name, "client_id": client.client_id, "client_secret": secret}
    click.echo(json.dumps(result, ensure_ascii=False) if as_json else _told(result))


@clients.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def list_clients(as_json: bool) -> None:
    """List the registered systems. Exit codes: 0 done, 2 usage."""
    from mingtang.kernel.directory.actions.clients import registered_clients

    rows = [
        {"name": row.name, "client_id": row.client_id, "redirects": row.redirect_uris} for row in registered_clients()
    ]
    click.echo(json.dumps(rows, ensure_ascii=False) if as_json else "\n".join(_told(row) for row in rows))


@clients.command()
@click.argument("client_id")
def remove(client_id: str) -> None:
    """Remove a system and every token it holds. Exit codes: 0 done, 1 there is none, 2 usage."""
    from mingtang.kernel.directory.actions.clients import registered_clients, remove_client
    from mingtang.kernel.evidence.api import SYSTEM

    client = registered_clients().filter(client_id=client_id).first()
    if client is None:
        raise click.ClickException(f"no system has the id {client_id}")
    remove_client(SYSTEM, client)
    click.echo(f"Removed {client.name}.")


def _told(result: dict[str, Any]) -> str:
    return "  ".join(f"{name}: {value}" for name, value in result.items())
