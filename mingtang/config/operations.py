"""Commands that run one part of a node: database preparation, web server, worker, Django's own tool."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from fcntl import LOCK_EX, flock
from pathlib import Path
from typing import Any

import click

from mingtang.config.processes import DATABASE_AWAY, end_with_parent

MIGRATION_LOCK = 0x6D696E67  # any number, as long as every process uses the same


@click.command()
def migrate() -> None:
    """Bring the database to this version and collect the static files. Several processes may run it at once.

    Exit codes: 0 done, 1 failed, 75 the database does not answer.
    """
    from django.core.management import call_command
    from django.db import DatabaseError, connection

    from mingtang.domains.portal.serving.api import everything_changed
    from mingtang.kernel.directory.actions.founding import ensure_builtin_roles

    try:
        connection.ensure_connection()
    except DatabaseError as error:
        click.echo(f"the database does not answer: {error}", err=True)
        raise SystemExit(DATABASE_AWAY) from None
    with _alone():
        call_command("migrate", interactive=False, verbosity=0)
        ensure_builtin_roles()
        call_command("collectstatic", interactive=False, verbosity=0)
        everything_changed()
    click.echo("database and static files are ready")


@contextmanager
def _alone() -> Iterator[None]:
    """One preparation at a time: by a file on this machine, by an advisory lock on a shared database."""
    from django.conf import settings
    from django.db import connection

    settings.VAR.mkdir(parents=True, exist_ok=True)
    with suppress(PermissionError):  # somebody else's volume: `mingtang doctor` will tell
        settings.VAR.chmod(0o700)  # it holds personal data, not for other users of this machine
    with (settings.VAR / "migrate.lock").open("w") as file:
        flock(file, LOCK_EX)
        if connection.vendor != "postgresql":
            yield
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATION_LOCK])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATION_LOCK])


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen at.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Number of web processes.")
def web(host: str, port: int, workers: int) -> None:
    """Run the web server alone; run `mingtang migrate` before."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from mingtang.config import settings

    if workers > 1:
        _share_metrics(settings.VAR / "metrics")
    server = Granian(
        "mingtang.config.asgi:application",
        address=host,
        port=port,
        workers=workers,
        interface=Interfaces.ASGINL,
        websockets=False,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=5,
        log_level=LogLevels.warning,
        log_dictconfig=settings.LOGGING,
        static_path_route=["/static"],
        static_path_mount=[settings.STATIC_ROOT],
    )
    server.serve(target_loader=_application, wrap_loader=False)


def _share_metrics(folder: Path) -> None:
    """Let web processes add up their figures in `folder`."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)


def _application() -> Callable[..., Any]:
    """Called in each web process, and there alone loads Django; the process must not outlive the one that started it."""
    end_with_parent()
    from mingtang.config.asgi import application

    return application


@click.command()
def worker() -> None:
    """Run one background worker. SIGTERM ends it after the running task; kill -9 loses nothing."""
    from mingtang.config.examination import examine_engine
    from mingtang.kernel.jobs.worker import run_until_terminated

    examine_engine()
    run_until_terminated()


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []}, add_help_option=False)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Pass ARGUMENTS to Django's own tool, such as `mingtang manage shell`."""
    from django.core.management import execute_from_command_line

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingtang.config.settings")
    execute_from_command_line(["mingtang manage", *arguments])
