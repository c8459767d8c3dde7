"""`mingtang backup`: a consistent copy of a running node in one folder.

The database comes first, as one snapshot; a file stays two days after its last use, so every file the snapshot knows is
still there when files are copied after it. Files in a bucket are the object store's to copy; the manifest names it. `manifest.json` lists digests (SM3 and SHA-256) and sizes of everything.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click
from django.conf import settings
from django.db import connection

from mingtang.lib.digests import sm3_hasher

MANIFEST = "manifest.json"
SQLITE_COPY, POSTGRESQL_COPY = "database.sqlite3", "database.dump"
FORMAT = 1


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--without-keys", is_flag=True, help="Leave out the keys; the backup then cannot be read without them.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def backup(folder: Path, without_keys: bool, as_json: bool) -> None:
    """Copy database, files and keys into the new FOLDER while the node keeps running.

    Exit codes: 0 done, 1 failed (nothing is left behind), 2 wrong usage.
    """
    if folder.exists():
        raise click.UsageError(f"{folder} exists already; name a folder that does not")
    manifest = make_backup(folder, with_keys=not without_keys)
    if as_json:
        click.echo(json.dumps(manifest, ensure_ascii=False))
        return
    size = sum(entry["size"] for entry in manifest["files"])
    click.echo(f"Backup of {len(manifest['files'])} files, {size / 1e6:.1f} MB, written to {folder}")
    if settings.FILES_BUCKET:
        click.echo(f"Uploaded files are in the bucket {settings.FILES_BUCKET}: copy it with the means of its store.")
    if not without_keys:
        click.echo("It holds the secret keys of this node: keep it as safe as the node itself.")


def make_backup(folder: Path, *, with_keys: bool) -> dict[str, Any]:
    """Write the backup beside `folder` and give it its name when it is complete. Returns the manifest."""
    draft = folder.with_name(f"{folder.name}.incomplete")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True, mode=0o700)
    try:
        manifest = _fill(draft, with_keys=with_keys)
        draft.rename(folder)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return manifest


def _fill(draft: Path, *, with_keys: bool) -> dict[str, Any]:
    started = datetime.now(UTC)
    kind = _copy_database(draft)
    _copy_tree(Path(settings.MEDIA_ROOT), draft / "files")
    if with_keys:
        _copy_tree(settings.KEYS, draft / "keys")
    manifest = {
        "format": FORMAT,
        "version": version("mingtang"),
        "database": kind,
        "made_at": started.isoformat(),
        "keys": with_keys,
        "bucket": settings.FILES_BUCKET,
        "files": list(describe(draft)),
    }
    (draft / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return manifest


def _copy_database(draft: Path) -> str:
    """Snapshot of the database in `draft`; returns its kind: `sqlite` or `postgresql`."""
    if connection.vendor == "sqlite":
        copy_sqlite(Path(settings.DATABASES["default"]["NAME"]), draft / SQLITE_COPY)
    else:
        _copy_postgresql(draft / POSTGRESQL_COPY)
    return connection.vendor


def copy_sqlite(source: Path, target: Path) -> None:
    """SQLite's online backup in one step: a reader's snapshot, which holds up no writer in WAL mode."""
    with (
        closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True, timeout=20)) as original,
        closing(sqlite3.connect(target)) as copy,
    ):
        original.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, readable without a journal beside it
    target.chmod(0o600)


def _copy_postgresql(target: Path) -> None:
    command = [tool("pg_dump"), "--format=custom", "--no-owner", f"--file={target}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=tool_environment())
    if done.returncode:
        raise click.ClickException(f"pg_dump failed: {done.stderr.strip()}")


def tool(name: str) -> str:
    """Path of a client program of PostgreSQL. ClickException says how to install it when it is missing."""
    if found := shutil.which(name):
        return found
    raise click.ClickException(
        f"{name} is missing; install the client programs of PostgreSQL (apt-get install postgresql-client)"
    )


def tool_environment() -> dict[str, str]:
    """Address and password of the database as variables, where the process list does not show them."""
    database = settings.DATABASES["default"]
    names = {"PGDATABASE": "NAME", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGHOST": "HOST", "PGPORT": "PORT"}
    address = {variable: str(database[key]) for variable, key in names.items() if database.get(key)}
    options = {f"PG{name.upper()}": value for name, value in database["OPTIONS"].items() if isinstance(value, str)}
    return {**os.environ, **address, **options}


def _copy_tree(source: Path, target: Path) -> None:
    """Copy every regular file below `source`, readable by the owner alone."""
    for file in sorted(path for path in source.rglob("*") if path.is_file() and not path.is_symlink()):
        copy = target / file.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with suppress(FileNotFoundError):  # deleted since the folder was listed, so the snapshot does not know it
            shutil.copyfile(file, copy)
            copy.chmod(0o600)


def describe(folder: Path) -> Iterator[dict[str, Any]]:
    """Path, size and digests of every file below `folder`, the manifest excepted."""
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        if file != folder / MANIFEST:
            yield {"path": file.relative_to(folder).as_posix(), "size": file.stat().st_size, **digests(file)}


def digests(file: Path) -> dict[str, str]:
    """SM3 (GB/T 32905-2016) and SHA-256 of a file, in one pass."""
    sm3, sha256 = sm3_hasher(), hashlib.sha256()
    with file.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            sm3.update(chunk)
            sha256.update(chunk)
    return {"sm3": sm3.hexdigest(), "sha256": sha256.hexdigest()}
