"""The `mingtang` command. Exit codes everywhere: 0 done, 1 a failure was found or happened, 2 wrong usage or settings."""

import os
import sys
from importlib import import_module
from typing import Any

import click

from mingtang.config.environment import SettingError

COMMANDS: dict[str, tuple[str, str]] = {
    "serve": ("mingtang.config.serve:serve", "Run the whole node: web server and worker under one supervisor."),
    "migrate": ("mingtang.config.operations:migrate", "Prepare the database and the static files."),
    "web": ("mingtang.config.operations:web", "Run the web server alone."),
    "worker": ("mingtang.config.operations:worker", "Run a background worker alone."),
    "manage": ("mingtang.config.operations:manage", "Pass a command to Django's own tool."),
    "backup": ("mingtang.config.backup:backup", "Copy database, files and keys into a new folder while running."),
    "restore": ("mingtang.config.restore:restore", "Check a backup and put it in place."),
    "doctor": ("mingtang.config.doctor:doctor", "Examine this installation and say how to fix it."),
    "demo": ("mingtang.config.demo:demo", "The demonstration city 和源市."),
    "createadmin": ("mingtang.kernel.directory.commands:createadmin", "Make the first administrators of a node."),
    "regions": ("mingtang.kernel.directory.commands:regions", "Import and list administrative regions."),
    "organs": ("mingtang.kernel.directory.commands:organs", "Import and list organs."),
    "search": ("mingtang.kernel.search.commands:search", "Build the full-text index anew."),
    "site-export": ("mingtang.domains.portal.serving.commands:site_export", "Export a site of the cluster as files."),
    "clients": ("mingtang.kernel.directory.openid.commands:clients", "Systems that sign people in with Mingtang."),
    "keys": (
        "mingtang.config.key_commands:keys",
        "Bring what is encrypted under the current keys; write key carriers.",
    ),
    "licences": ("mingtang.domains.services.licences.commands:licences", "Electronic licences (电子证照)."),
    "reporting": ("mingtang.domains.services.reporting.commands:reporting", "Reports to the superior platform."),
    "registration": (
        "mingtang.domains.registration.commands:registration",
        "Applications for certificates (证书申请).",
    ),
    "disclosure": (
        "mingtang.domains.disclosure.requests.commands:disclosure",
        "Disclosure on request (依申请公开).",
    ),
    "supervision": ("mingtang.domains.supervision.commands:supervision", "Supervised items (督查督办)."),
    "services": (
        "mingtang.config.service_commands:services",
        "Service items: import, export; applications: recount, reindex, sweep (政务服务).",
    ),
    "ceremony": ("mingtang.config.ceremony_commands:ceremony", "The root key ceremony (根密钥仪式), off line."),
    "verify": (
        "mingtang.config.verify_command:verify",
        "Verify a sealed document, an export of the evidence, a bundle.",
    ),
    "evidence": ("mingtang.kernel.evidence.commands:evidence", "Verify and export the chain of evidence."),
}
"""Name of a command: where it is, what it does. Loaded only when asked for, so that `--help` is quick."""

_WITHOUT_DJANGO = {"serve", "web", "manage", "ceremony", "verify"}


class Commands(click.Group):
    """Finds commands in the table above."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        if name not in _WITHOUT_DJANGO:
            prepare_django()
        return _load(COMMANDS[name][0])

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, meaning) for name, (_, meaning) in COMMANDS.items()])


def _load(target: str) -> click.Command:
    module_name, _, attribute = target.partition(":")
    try:
        module = import_module(module_name)
    except ModuleNotFoundError as error:
        if error.name != module_name:
            raise
        raise click.ClickException(f"this build does not contain {module_name}") from error
    command: click.Command = getattr(module, attribute)
    return command


def prepare_django() -> None:
    """Load settings and apps, once."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingtang.config.settings")
    import_module("django").setup()


def _choose_database(ctx: click.Context, option: click.Parameter, url: str | None) -> None:
    if url is not None:
        os.environ["DATABASE_URL"] = url


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.option(
    "--database-url",
    metavar="URL",
    is_eager=True,
    expose_value=False,
    callback=_choose_database,
    help="postgresql://user:password@host/name or sqlite:///path; the same as the variable DATABASE_URL.",
)
@click.version_option(package_name="mingtang")
def cli() -> None:
    """Mingtang 明堂: a unified, multi-level e-government platform.

    All state is in the folder named by MINGTANG_VAR (default: var). docs/settings.md lists every setting.

    Exit codes: 0 done, 1 a failure was found or happened, 2 wrong usage or settings.
    """


def main(*arguments: Any) -> None:
    """Entry point of the `mingtang` program."""
    try:
        cli(*arguments, prog_name="mingtang")
    except SettingError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(2)
