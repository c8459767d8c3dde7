"""The command `mingtang demo`."""

import json
from importlib import import_module

import click

STORIES = (
    "services.items:load_items",
    "seals:load_seals",
    "seals:load_uses",
    "supervision:load_supervision",
    "registration:load_registration",
    "messages:load_messages",
    "occasions:load_occasions",
    "disclosure:load_disclosure",
    "disclosed:load_disclosed",
    "annual_reports:load_annual_reports",
    "services.licences:load_licences",
    "services.applications:load_applications",
    "services.joint_matters:load_joint_matters",
    "services.hall:load_hall",
    "services.efficiency:load_efficiency",
    "certificates:load_certificates",
    "portal:load_portal",
    "databases:load_databases",
    "sharing:load_sharing",
    "manuscripts:load_manuscripts",
    "portal_media:load_media",
    "contributions:load_contributions",
    "inspection:load_inspection",
    "visits:load_visits",
)
"""What happens in the city, in this order: module of the demonstration, and the function that takes the city."""


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
    from mingtang.config.demo.city import load_city

    city = load_city(progress=None if as_json else lambda part: click.echo(f"  {part}", err=True))
    for story in STORIES:
        module, teller = story.split(":")
        getattr(import_module(f"mingtang.config.demo.{module}"), teller)(city)
    accounts = demo_accounts()
    if as_json:
        click.echo(json.dumps([vars(account) for account in accounts], ensure_ascii=False))
        return
    for account in accounts:
        click.echo(f"  {account.login:<20} {account.password:<12} {account.who}")
