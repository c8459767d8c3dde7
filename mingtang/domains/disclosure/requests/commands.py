"""The command `mingtang disclosure`."""

import click


@click.group()
def disclosure() -> None:
    """Disclosure on request (依申请公开)."""


@disclosure.command()
def install() -> None:
    """Publish the process, the letters and their numbers for the whole node; doing it again changes nothing.

    After it an organ takes requests as soon as a post of it has the role `disclosure_clerk`. Exit codes: 0 done, 1 failed.
    """
    from mingtang.domains.disclosure.requests.installing import install as install_requests

    install_requests()
    click.echo("依申请公开：流程、文书和编号已发布。")
