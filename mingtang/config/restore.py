"""`mingtang restore`: check a backup completely, then put it in place. Needs no network."""

import json
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

import click
from django.conf import settings
from django.db import connection

from mingtang.config.backup import FORMAT, MANIFEST, POSTGRESQL_COPY, SQLITE_COPY, digests, tool, tool_environment
from mingtang.config.processes import is_running
from mingtang.kernel.jobs.api import database_now, worker_is_alive
from mingtang.kernel.jobs.models import JobWorker


class BadBackup(click.ClickException):
    """The folder is no complete, unchanged backup; the message says what is wrong with which file."""


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Replace what this node holds now.")
def restore(folder: Path, force: bool) -> None:
    """Check the backup in FOLDER completely, then put its database, files and keys in place.

    The node must be stopped, and empty unless --force is given. Exit codes: 0 done, 1 refused or failed, 2 wrong usage.
    """
    manifest = read_manifest(folder)
    check_files(folder, manifest)
    _require_same_kind(manifest)
    _require_free_target(force)
    _put_database(folder)
    _put_tree(folder / "files", Path(settings.MEDIA_ROOT))
    if manifest["keys"]:
        _keep_aside(settings.KEYS)
        _put_tree(folder / "keys", settings.KEYS)
    _say_what_next(manifest)


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of the backup in `folder`. Raises BadBackup when it is missing or not ours."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        files = manifest["files"]
        known = manifest["format"] == FORMAT and {"database", "version", "keys"} <= manifest.keys()
        safe = all(_stays_inside(entry["path"]) and {"size", "sm3", "sha256"} <= entry.keys() for entry in files)
    except FileNotFoundError:
        raise BadBackup(f"{folder} is not a backup: it has no {MANIFEST}") from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadBackup(f"{MANIFEST} cannot be read: {error!r}") from error
    if not (known and safe):
        raise BadBackup(f"{MANIFEST} is not of a form that this version knows")
    return dict(manifest)


def _stays_inside(path: str) -> bool:
    parts = PurePosixPath(path)
    return not parts.is_absolute() and ".." not in parts.parts


def check_files(folder: Path, manifest: dict[str, Any]) -> None:
    """Every file of the manifest is there and unchanged, and no other. Raises BadBackup naming the first that is not."""
    for entry in manifest["files"]:
        file = folder / entry["path"]
        if not file.is_file():
            raise BadBackup(f"{entry['path']} is missing from the backup")
        if digests(file) != {"sm3": entry["sm3"], "sha256": entry["sha256"]}:
            raise BadBackup(f"{entry['path']} was changed after the backup was made: its digest does not match")
    listed = {MANIFEST, *(entry["path"] for entry in manifest["files"])}
    found = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
    if extra := sorted(found - listed):
        raise BadBackup(f"{extra[0]} is not in the manifest")


def _require_same_kind(manifest: dict[str, Any]) -> None:
    if manifest["database"] != connection.vendor:
        raise click.ClickException(
            f"the backup is of a {manifest['database']} database but this node uses {connection.vendor}; "
            "choose the same kind with --database-url"
        )


def _require_free_target(force: bool) -> None:
    if is_running(settings.VAR):
        raise click.ClickException(f"Mingtang runs with the folder {settings.VAR}; stop it first")
    tables = connection.introspection.table_names()
    if JobWorker._meta.db_table in tables and worker_is_alive(database_now()):
        raise click.ClickException("a worker is running on this database; stop it first")
    if force:
        return
    if tables:
        raise click.ClickException("the database is not empty; --force replaces it")
    if any(Path(settings.MEDIA_ROOT).rglob("*")):
        raise click.ClickException(f"{settings.MEDIA_ROOT} is not empty; --force replaces it")


def _put_database(folder: Path) -> None:
    connection.close()
    if connection.vendor == "sqlite":
        _put_sqlite(folder / SQLITE_COPY, Path(settings.DATABASES["default"]["NAME"]))
    else:
        _put_postgresql(folder / POSTGRESQL_COPY)


def _put_sqlite(source: Path, target: Path) -> None:
    """Copy beside the database, then take its place in one step, without the old journal."""
    draft = target.with_name(f"{target.name}.restored")
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    shutil.copyfile(source, draft)
    draft.chmod(0o600)
    for leftover in ("-wal", "-shm"):
        target.with_name(f"{target.name}{leftover}").unlink(missing_ok=True)
    draft.replace(target)


_EMPTY_SCHEMA = """
DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE 'DROP TABLE IF EXISTS public.' || name || ' CASCADE';
  END LOOP;
END $$
"""


def _put_postgresql(source: Path) -> None:
    """Everything in one transaction: the old content stays when the new cannot be read in."""
    writing = [tool("pg_restore"), "--clean", "--if-exists", "--no-owner", "--no-privileges", "--file=-", str(source)]
    reading = [tool("psql"), "--quiet", "--no-psqlrc", "--single-transaction", "--set=ON_ERROR_STOP=1"]
    with subprocess.Popen(writing, stdout=subprocess.PIPE, env=tool_environment()) as script:
        commands = ["--command=SET client_min_messages = warning", f"--command={_EMPTY_SCHEMA}", "--file=-"]
        done = subprocess.run(
            reading + commands, stdin=script.stdout, capture_output=True, text=True, check=False, env=tool_environment()
        )
    if done.returncode or script.returncode:
        raise click.ClickException(f"PostgreSQL refused the backup, nothing was changed: {done.stderr.strip()}")


def _put_tree(source: Path, target: Path) -> None:
    """Replace `target` by a copy of `source`, readable by the owner alone."""
    draft = target.with_name(f"{target.name}.restored")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True, mode=0o700)
    if source.is_dir():
        shutil.copytree(source, draft, dirs_exist_ok=True)
    for path in draft.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
    shutil.rmtree(target, ignore_errors=True)
    draft.rename(target)


def _keep_aside(keys: Path) -> None:
    """Keys are never thrown away: what they encrypted may still be somewhere."""
    if keys.is_dir():
        keys.rename(keys.with_name(f"keys.until-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"))


def _say_what_next(manifest: dict[str, Any]) -> None:
    click.echo(f"Restored the backup made at {manifest['made_at']} by version {manifest['version']}.")
    if not manifest["keys"]:
        click.echo(
            f"It held no keys: put them into {settings.KEYS}, or identity numbers and the chain head cannot be read."
        )
    click.echo("Next: `mingtang migrate`, then `mingtang evidence verify`, then `mingtang serve`.")
