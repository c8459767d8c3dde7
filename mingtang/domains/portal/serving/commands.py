"""The command `mingtang site-export`."""

from pathlib import Path
from tempfile import TemporaryDirectory

import click


@click.command()
@click.argument("key")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--origin", default="", help="Address of this node, https://host; by default that of the site.")
def site_export(key: str, folder: Path, origin: str) -> None:
    """Export the site KEY into the new FOLDER: all pages, files, styles, feeds and its sitemap, with relative links.

    Any web server shows the folder as it is. What is not of the site (search, services, forms) leads to the address of this
    node. Exit codes: 0 exported and every link leads somewhere, 1 not, 2 usage, unknown site or a folder that is not empty.
    """
    from mingtang.domains.portal.serving.exporting.asking import Stranger
    from mingtang.domains.portal.serving.exporting.checking import dead_links
    from mingtang.domains.portal.serving.exporting.export import Export
    from mingtang.domains.portal.sites.api import PortalSite, public_paths

    portal = PortalSite.objects.select_related("site__root_page").filter(key=key).first()
    if portal is None:
        raise click.UsageError(f"no such site: {key}")
    if folder.exists() and any(folder.iterdir()):
        raise click.UsageError(f"{folder} is not empty")
    origin = (origin or f"https://{portal.domain}").rstrip("/")
    with TemporaryDirectory() as aside:
        export = Export(key, folder, origin, Stranger(origin, Path(aside)))
        count = export.run(portal.name, public_paths(portal))
    if export.home not in export.files:
        raise click.ClickException(
            f"The home page gave no answer at {origin}: is the site open, the host in MINGTANG_HOSTS?"
        )
    faults = [
        f"no page: {address.path} (in {led_from or 'the site'})" for address, led_from in sorted(export.missing.items())
    ]
    faults += [f"dead link: {link} in {file}" for file, link in dead_links(folder)]
    _tell(f"Exported {count} files of {portal.name} into {folder}.", faults)


def _tell(done: str, faults: list[str]) -> None:
    """What was exported, and what leads nowhere, which ends in exit code 1."""
    for fault in faults:
        click.echo(fault, err=True)
    click.echo(done)
    if faults:
        raise click.exceptions.Exit(1)
