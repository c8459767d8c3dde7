"""`mingtang doctor`: examine this installation; every finding says what was looked at and how to put it right."""

import json
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

import click
from django.conf import settings
from django.core import checks
from django.db import DatabaseError, connection
from django.utils import timezone

from mingtang.config.health import migrations_are_applied
from mingtang.kernel.content.models import StoredContent
from mingtang.kernel.content.scanning import answers
from mingtang.kernel.content.storage import store
from mingtang.kernel.jobs.api import database_now, queue_state, worker_is_alive
from mingtang.kernel.letters.api import missing_fonts
from mingtang.kernel.trust.api import TrustHealth, health_of_trust
from mingtang.lib.crypto.engine import self_test
from mingtang.lib.sntp import clock_offset

OK, WARNING, FAILURE = "ok", "warning", "failure"
_LEAST_PYTHON, _LEAST_SQLITE = (3, 11), (3, 35)
_LEAST_FREE, _GOOD_FREE = 200e6, 2e9
_WORST_CLOCK = 1.0
_LONGEST_GAP = timedelta(minutes=5)


@dataclass(frozen=True)
class Finding:
    """Result of one look: state, what was seen, and the remedy when it is not well."""

    state: str
    what: str
    remedy: str = ""


Look = Callable[[], Iterator[Finding]]


def look_at_programs() -> Iterator[Finding]:
    """Versions of Python and SQLite."""
    python, sqlite = sys.version.split()[0], sqlite3.sqlite_version
    yield _judge(sys.version_info >= _LEAST_PYTHON, f"Python {python}", "install Python 3.11 or newer")
    if connection.vendor == "sqlite":
        good = sqlite3.sqlite_version_info >= _LEAST_SQLITE
        yield _judge(good, f"SQLite {sqlite}", "install SQLite 3.35 or newer")


def look_at_settings() -> Iterator[Finding]:
    """Django's own checks, and the settings that must differ in production."""
    problems = [message for message in checks.run_checks() if message.level >= checks.WARNING]
    for problem in problems:
        state = FAILURE if problem.level >= checks.ERROR else WARNING
        yield Finding(state, f"settings: {problem.msg}", problem.hint or "see docs/settings.md")
    if not problems:
        yield Finding(OK, "settings can be read and agree with one another")
    if settings.DEBUG:
        yield Finding(WARNING, "developer pages are shown (MINGTANG_DEBUG)", "unset MINGTANG_DEBUG in production")
    if not settings.HTTPS:
        yield Finding(WARNING, "cookies travel without HTTPS", "put a TLS proxy in front and set MINGTANG_HTTPS=yes")


def look_at_database() -> Iterator[Finding]:
    """Reachable, migrated."""
    connection.ensure_connection()
    yield Finding(OK, f"the {connection.vendor} database answers")
    yield _migrations()


def _migrations() -> Finding:
    if migrations_are_applied():
        return Finding(OK, "migrations are applied")
    return Finding(FAILURE, "migrations are not applied", "run `mingtang migrate`")


def look_at_worker() -> Iterator[Finding]:
    """Heartbeat and queue."""
    now = database_now()
    yield _heartbeat(now)
    queue = queue_state(now)
    what = f"{queue.ready} tasks due, {queue.running} running, {queue.failed} failed"
    yield _judge(not queue.failed, what, "read their errors in the log; see docs/guides", WARNING)


def _heartbeat(now: datetime) -> Finding:
    if worker_is_alive(now):
        return Finding(OK, "a worker is alive")
    return Finding(FAILURE, "no worker is alive", "run `mingtang serve` or `mingtang worker`")


def look_at_disk() -> Iterator[Finding]:
    """Room in the folder of state."""
    free = shutil.disk_usage(settings.VAR).free
    state = OK if free >= _GOOD_FREE else WARNING if free >= _LEAST_FREE else FAILURE
    yield Finding(state, f"{free / 1e9:.1f} GB free in {settings.VAR}", "" if state == OK else "make room")


def look_at_clock() -> Iterator[Finding]:
    """Legal time must be right: compare with the database server and with the time server of the settings."""
    offset = abs((timezone.now() - database_now()).total_seconds())
    yield _judge(offset < _WORST_CLOCK, f"clock and database differ by {offset:.3f} s", "synchronise both by NTP")
    for host in settings.CLOCK_SOURCES:
        yield _compare_with(host)
    if not settings.CLOCK_SOURCES:
        remedy = "name two time servers in MINGTANG_CLOCK_SOURCE: timestamps rest on this clock (RFC 3161)"
        yield Finding(WARNING, "nobody compares this clock with legal time", remedy)


def _compare_with(host: str) -> Finding:
    try:
        offset = abs(clock_offset(host))
    except OSError as error:
        return Finding(FAILURE, f"time server {host} does not answer: {error}", "check MINGTANG_CLOCK_SOURCE, UDP 123")
    return _judge(offset < _WORST_CLOCK, f"clock and {host} differ by {offset:.3f} s", "synchronise the clock by NTP")


def look_at_fonts() -> Iterator[Finding]:
    """Chinese fonts, for typeset documents."""
    remedy = "install a Chinese font (apt-get install fontconfig fonts-noto-cjk)"
    try:
        found = subprocess.run(["fc-list", ":lang=zh", "family"], capture_output=True, text=True, check=False).stdout
    except FileNotFoundError:
        yield Finding(WARNING, "fontconfig is not installed: Chinese fonts (中文字体) cannot be looked for", remedy)
        return
    families = {line.split(",")[0].strip() for line in found.splitlines() if line.strip()}
    yield _judge(bool(families), f"{len(families)} Chinese font families (中文字体)", remedy, WARNING)
    yield _fonts_of_letters()


def _fonts_of_letters() -> Finding:
    if missing := missing_fonts():
        what = f"letters lack fonts of GB/T 9704 ({'、'.join(missing)}); they say so on every page"
        return Finding(WARNING, what, f"run scripts/fetch-fonts, or put licensed fonts into {settings.FONTS}")
    return Finding(OK, "fonts for letters (公文字体) are there")


def look_at_crypto() -> Iterator[Finding]:
    """The engine computes the published examples, refuses forged ones, and may hold private keys."""
    tested = self_test()
    for failure in tested.failures:
        what = f"{tested.engine} ({tested.version}) fails: {failure.name} {failure.fault}".strip()
        yield Finding(FAILURE, what, "issue nothing; install libssl3 and the package cryptography again")
    if tested.passed:
        yield Finding(OK, f"SM2, SM3, SM4 (国密) pass {len(tested.checks)} tests of GB/T 32905, 32907 and 32918")
    what = f"SM2 is computed by {tested.engine} ({tested.version})"
    remedy = "signatures are verified only; run on Debian or Ubuntu, whose libcrypto has SM2, to sign and to issue"
    yield _judge(tested.guards_private_keys, what, remedy, WARNING)


def look_at_keys() -> Iterator[Finding]:
    """Nobody but the owner may read the state and the keys."""
    paths = [settings.VAR, settings.KEYS, *settings.KEYS.glob("*")] if settings.KEYS.is_dir() else []
    open_ones = [path for path in paths if stat.S_IMODE(path.stat().st_mode) & 0o077]
    for path in open_ones:
        yield Finding(FAILURE, f"{path} can be read by others", f"chmod go= {path}")
    if not open_ones:
        yield Finding(OK, "the folder of state and the keys are private")


def look_at_files() -> Iterator[Finding]:
    """Contents the database knows must be in the store; the newest hundred are looked for. The scanner must answer."""
    newest = list(StoredContent.objects.order_by("-pk")[:100])
    lost = [content for content in newest if not store().has(content.sha256)]
    remedy = "restore the files folder, or the bucket, from a backup of the same time as the database"
    yield _judge(
        not lost, f"{len(newest) - len(lost)} of the newest {len(newest)} files are in {store().place}", remedy
    )
    if not settings.CLAMAV:
        yield Finding(WARNING, "uploaded files are not scanned for viruses", "install clamd and set MINGTANG_CLAMAV")
        return
    yield _judge(answers(settings.CLAMAV), f"virus scanner at {settings.CLAMAV}", "start clamd; check MINGTANG_CLAMAV")


def look_at_trust() -> Iterator[Finding]:
    """Authorities in service, certificates that run out, lists of revoked certificates, what waits for a timestamp."""
    health = health_of_trust(timezone.now())
    if not health.in_service:
        remedy = "documents go out without seals; found an authority, see docs/guides"
        yield Finding(WARNING, "no certification authority (签发机构) is in service", remedy)
    else:
        yield Finding(OK, f"authorities in service: {'、'.join(each.name for each in health.in_service)}")
        yield from _offices_and_lists(health)
    yield from _timestamps(health)


def _offices_and_lists(health: TrustHealth) -> Iterator[Finding]:
    for office in health.ending:
        what = f"{office.get_role_display()} of {office.authority.name} ends on {office.certificate.not_after:%Y-%m-%d}"
        yield Finding(WARNING, what, "renew it on the page of the authority (签发机构)")
    if not health.ending:
        yield Finding(OK, "no certificate of an office ends within 30 days")
    for authority in health.stale:
        what = f"{authority.name} has published no list of revoked certificates for 24 hours"
        yield Finding(FAILURE, what, "see that a worker is alive; publish one on the page of the authority")
    if not health.stale:
        yield Finding(OK, "lists of revoked certificates are younger than 24 hours")


def _timestamps(health: TrustHealth) -> Iterator[Finding]:
    what = f"{health.unstamped} sealed documents lack a timestamp"
    yield _judge(not health.unstamped, what, "they are stamped as soon as the authority serves again", WARNING)
    waiting = health.gap is not None and health.gap > _LONGEST_GAP
    what = f"evidence waits for a timestamp since {health.gap}" if waiting else "evidence is stamped"
    yield _judge(
        not waiting, what, "see the timestamp office of the SM2 authority, and that a worker is alive", WARNING
    )


LOOKS: tuple[tuple[str, Look], ...] = (
    ("programs", look_at_programs),
    ("settings", look_at_settings),
    ("database", look_at_database),
    ("worker", look_at_worker),
    ("disk", look_at_disk),
    ("clock", look_at_clock),
    ("fonts", look_at_fonts),
    ("crypto", look_at_crypto),
    ("keys", look_at_keys),
    ("files", look_at_files),
    ("trust", look_at_trust),
)


def examine() -> Iterator[tuple[str, Finding]]:
    """Every look's findings; one that cannot be taken is a failure of its own."""
    for name, look in LOOKS:
        try:
            for finding in look():
                yield name, finding
        except DatabaseError as error:
            yield name, Finding(FAILURE, f"the database refuses: {error}".strip(), "check DATABASE_URL; migrate")
        except Exception as error:  # whatever is broken, the other looks still help
            yield name, Finding(FAILURE, f"{type(error).__name__}: {error}", "see the log")


def _judge(good: bool, what: str, remedy: str, otherwise: str = FAILURE) -> Finding:
    return Finding(OK, what) if good else Finding(otherwise, what, remedy)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
def doctor(as_json: bool) -> None:
    """Examine settings, database, worker, disk, clock, fonts, crypto engine, keys, files and trust; say how to fix what is wrong.

    Exit codes: 0 nothing fails (warnings may stand), 1 something fails, 2 wrong usage or settings.
    """
    findings = list(examine())
    if as_json:
        click.echo(json.dumps([{"look": name, **asdict(found)} for name, found in findings], ensure_ascii=False))
    else:
        _print(findings)
    if any(found.state == FAILURE for _, found in findings):
        raise SystemExit(1)


def _print(findings: list[tuple[str, Finding]]) -> None:
    colours = {OK: "green", WARNING: "yellow", FAILURE: "red"}
    for name, found in findings:
        click.echo(click.style(f"{found.state:<8}", colours[found.state]) + f" {name:<9} {found.what}")
        if found.remedy:
            click.echo(f"{'':<18} -> {found.remedy}")
