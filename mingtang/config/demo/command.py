"""The command `mingtang demo`."""

import json

import click


@click.group()
def demo() -> None:
    """The demonstration city 和源市."""


@demo.command()
@click.option("--json", "as_json", is_flag=True, help="Print the accounts as JSON.")
def load(as_json: bool) -> None:
    """Build the demonstration city; what is there already stays as it is.

    Exit codes: 0 done, 1 failed, 2 usage.
    """
    from mingtang.config.demo.accounts import demo_accounts
    from mingtang.config.demo.certificates import load_certificates
    from mingtang.config.demo.city import load_city
    from mingtang.config.demo.registration import load_registration
    from mingtang.config.demo.seals import load_seals, load_uses
    from mingtang.config.demo.services.applications import load_applications
    from mingtang.config.demo.services.efficiency import load_efficiency
    from mingtang.config.demo.services.hall import load_hall
    from mingtang.config.demo.services.items import load_items
    from mingtang.config.demo.services.joint_matters import load_joint_matters
    from mingtang.config.demo.services.licences import load_licences
    from mingtang.config.demo.supervision import load_supervision

    city = load_city(progress=None if as_json else lambda part: click.echo(f"  {part}", err=True))
    load_items(city)
    load_seals(city)
    load_uses(city)
    load_supervision(city)
    load_registration(city)
    load_licences(city)
    load_applications(city)
    load_joint_matters(city)
    load_hall(city)
    load_efficiency(city)
    load_certificates(city)
    accounts = demo_accounts()
    if as_json:
        click.echo(json.dumps([vars(account) for account in accounts], ensure_ascii=False))
        return
    for account in accounts:
        click.echo(f"  {account.login:<20} {account.password:<12} {account.who}")
