"""Databases on which all migrations have run: of SQLite kept from one run of the tests to the next, of PostgreSQL as a template.

To migrate takes a dozen seconds and more, in each process of the tests. What comes of it depends on the migrations and on
the modules they import, so it is kept under the digest of those; `migrate` still runs on each copy and finds nothing to do.
"""

import fcntl
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import django
import psycopg
from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / ".pytest_cache"
_IMPORT = re.compile(r"^[ ]*(?:from|import) (mingtang[\w.]*)(?: import ([\w, ]+|\([\w,\s]+\)))?", re.MULTILINE)


def lay_migrated(own: Path) -> None:
    """Put a migrated database at `own`. Processes that begin together wait for the first, which may have to make it."""
    with _one_at_a_time():
        kept = KEPT / f"migrated-{_digest()}.sqlite3"
        if not kept.exists():
            _make(kept)
    for suffix in ("-wal", "-shm"):
        own.with_name(own.name + suffix).unlink(missing_ok=True)
    shutil.copyfile(kept, own)


def migrated_template(server: str) -> str:
    """The name of a migrated database on the server of this address, to be copied; whoever comes first makes it."""
    name = f"migrated_{_digest()}"
    with _one_at_a_time(), psycopg.connect(server, autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is None:
            connection.execute(f'CREATE DATABASE "{name}-new"')
            _migrate(urlunsplit(urlsplit(server)._replace(path=f"/{name}-new")))
            connection.execute(f'ALTER DATABASE "{name}-new" RENAME TO "{name}"')
    return name


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    KEPT.mkdir(exist_ok=True)
    with (KEPT / "migrated.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _migrate(url: str) -> None:
    """In a process of its own, whose imports and connections leave nothing here."""
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    subprocess.run([sys.executable, "-m", "django", "migrate", "--verbosity=0"], env=environment, cwd=ROOT, check=True)


def _make(kept: Path) -> None:
    """Migrate aside, so that nobody finds half of it; those of older migrations go."""
    for old in KEPT.glob("migrated-*.sqlite3*"):
        old.unlink()
    aside = kept.with_name(f"{kept.name}-new")
    _migrate(f"sqlite://{aside}")
    with closing(sqlite3.connect(aside)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    aside.rename(kept)


def _digest() -> str:
    whole = sha256(f"{django.__version__} {sqlite3.sqlite_version}".encode())
    for path in sorted(_sources()):
        whole.update(str(path).encode())
        whole.update(path.read_bytes())
    return whole.hexdigest()[:32]


def _sources() -> set[Path]:
    """The migrations of all apps, and what of ours they import, directly or not."""
    found: set[Path] = set()
    waiting = [path for app in apps.get_app_configs() for path in Path(app.path).glob("migrations/*.py")]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += _imported(path.read_text(encoding="utf-8"))
    return found


def _imported(source: str) -> Iterator[Path]:
    for match in _IMPORT.finditer(source):
        for name in (match[1], *(f"{match[1]}.{each}" for each in re.findall(r"\w+", match[2] or ""))):
            path = ROOT / name.replace(".", "/")
            yield from (each for each in (path.with_suffix(".py"), path / "__init__.py") if each.is_file())
