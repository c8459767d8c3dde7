"""The command `mingtang registration`."""

import click


@click.group()
def registration() -> None:
    """Applications for certificates (证书申请)."""


@registration.command()
def install() -> None:
    """Publish the process that applications need; again: changes nothing.

    Exit codes: 0 done, 1 failed.
    """
    from mingtang.domains.registration.installing import install as publish

    publish()
    click.echo("Registration is installed. Open an authority, and grant ra_clerk, ra_reviewer and ra_issuer to posts.")


@registration.command("open")
@click.option("--organ", required=True, help="Unified social credit code of the organ.")
@click.option("--code", required=True, help="Letters and digits, part of the numbers of applications.")
@click.option("--name", required=True, help="As people call it.")
@click.option("--region", required=True, help="Code of the region it serves.")
def open_authority(organ: str, code: str, name: str, region: str) -> None:
    """Let an organ take applications of a region (注册机构).

    Exit codes: 0 done, 1 failed.
    """
    from mingtang.domains.registration.actions.founding import open_registration
    from mingtang.kernel.directory.api import Organ, Refused, Region
    from mingtang.kernel.evidence.api import SYSTEM

    try:
        place, served = Organ.objects.get(credit_code=organ), Region.objects.get(pk=region)
        opened = open_registration(SYSTEM, place, code=code, name=name, region=served)
    except (Organ.DoesNotExist, Region.DoesNotExist, Refused) as fault:
        raise click.ClickException(str(fault)) from fault
    click.echo(f"{opened.name} takes applications of {served.name}.")
