"""The command `mingtang ceremony`: the root key ceremony, on a machine without network, database or state of Mingtang."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from mingtang.lib.ceremony import (
    REASONS,
    Ceremony,
    CeremonyRefused,
    Plan,
    Revocation,
    Session,
    certify,
    hold,
    make_lists,
    openssl_commands,
    verify,
)
from mingtang.lib.ceremony.certifying import DEFAULT_YEARS, root_for
from mingtang.lib.ceremony.listing import LIST_DAYS
from mingtang.lib.ceremony.opening import keepers
from mingtang.lib.crypto.certificates import CertificateRequest, check_csr
from mingtang.lib.crypto.faults import CryptoFault, Malformed, SharesRefused
from mingtang.lib.crypto.keys import from_pem
from mingtang.lib.crypto.shares import Share
from mingtang.lib.digests import sm3_hex

_KEPT = ("root-*.pem", "root-*.key", "transcript/*", "certificates/*", "lists/*")
_MOST_BYTES = 1 << 24
_FOLDER = click.Path(file_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def ceremony() -> None:
    """The root key ceremony (根密钥仪式), off line: docs/guides/root-ceremony.md."""


def _session_options(command: Callable[..., None]) -> Callable[..., None]:
    """Who is there and where; asked for if not given."""
    for name, text in (("auditor", "Auditor who witnesses"), ("master", "Who leads"), ("place", "Place")):
        command = click.option(f"--{name}", prompt=text, help=f"{text}.")(command)
    return command


def _shares_option(command: Callable[..., None]) -> Callable[..., None]:
    meaning = "A share as it was handed out; may be repeated. Those still needed are typed unseen."
    return click.option("--share-file", "share_files", type=_FILE, multiple=True, help=meaning)(command)


_existing = click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))


@ceremony.command("hold")
@click.argument("folder", type=_FOLDER)
@click.option("--name", required=True, help="Common name of the roots; the algorithm is added.")
@click.option("--organization", default="", help="Organization in the name of the roots.")
@click.option("--custodian", "custodians", multiple=True, required=True, help="One for each share, in this order.")
@click.option("--needed", default=3, show_default=True, help="How many of them open the keys.")
@click.option("--publication", default="", help="URL below which root-sm2.crl and root-ecdsa.crl will be found.")
@click.option("--years", default=30, show_default=True, help="Term of the roots.")
@click.option("--list-days", default=LIST_DAYS, show_default=True, help="Term of the first lists.")
@click.option("--production", is_flag=True, help="Without it the names say OU=测试 TEST.")
@click.option("--shares-to", type=_FOLDER, help="Folder for one file a share; by default FOLDER with -shares added.")
@click.option("--print-shares", is_flag=True, help="Show each share to its custodian on the screen; write no files.")
@_session_options
def hold_command(
    folder: Path, shares_to: Path | None, print_shares: bool, place: str, master: str, auditor: str, **plan: Any
) -> None:
    """Make both roots (SM2, ECDSA P-256) in the new folder FOLDER and hand out shares of what opens their keys.

    Exit codes: 0 held, 1 refused, nothing was written but shares, 2 usage.
    """
    if folder.exists() and any(folder.iterdir()):
        raise click.ClickException(f"{folder} is not empty: a ceremony begins with nothing")
    shares_to = shares_to or folder.with_name(f"{folder.name}-shares")
    if folder.resolve() in (shares_to.resolve(), *shares_to.resolve().parents):
        raise click.UsageError("shares do not lie in the folder whose keys they open")
    with _refusals():
        held, shares = hold(Plan(**plan), Session(place, master, auditor, _clock))
    if print_shares:
        _show(shares, held.custodians)
    else:
        _write_shares(shares_to, shares, held.custodians)
    _write(folder, Ceremony({}), held)


@ceremony.command("certify")
@_existing
@click.option("--request", "request_file", type=_FILE, required=True, help="PKCS#10 of the authority, PEM or DER.")
@click.option("--years", default=DEFAULT_YEARS, show_default=True, help="Term of the certificate.")
@_shares_option
@_session_options
def certify_command(
    folder: Path, request_file: Path, years: int, share_files: Sequence[Path], place: str, master: str, auditor: str
) -> None:
    """Certify an authority of the second level by the root of its kind of key.

    Exit codes: 0 certified, 1 refused or not confirmed, 2 usage.
    """
    with _refusals():
        before, request = _read(folder), _der(request_file)
        _confirm(check_csr(request))
        shares = _shares(before, share_files)
        after = certify(before, shares, request, Session(place, master, auditor, _clock), years=years)
    _write(folder, before, after)


@ceremony.command()
@_existing
@click.option("--serial", required=True, help="Serial number of the authority's certificate, hexadecimal.")
@click.option("--reason", type=click.Choice(list(REASONS)), required=True)
@click.option("--days", default=LIST_DAYS, show_default=True, help="Term of the new lists.")
@_shares_option
@_session_options
def revoke(
    folder: Path,
    serial: str,
    reason: str,
    days: int,
    share_files: Sequence[Path],
    place: str,
    master: str,
    auditor: str,
) -> None:
    """Revoke an authority of the second level, and make fresh lists.

    Exit codes: 0 revoked, 1 refused, 2 usage.
    """
    try:
        revocation = Revocation(int(serial, 16), REASONS[reason])
    except ValueError:
        raise click.UsageError("a serial number is hexadecimal") from None
    _list(folder, share_files, Session(place, master, auditor, _clock), [revocation], days)


@ceremony.command("list")
@_existing
@click.option("--days", default=LIST_DAYS, show_default=True, help="Term of the new lists.")
@_shares_option
@_session_options
def list_command(folder: Path, days: int, share_files: Sequence[Path], place: str, master: str, auditor: str) -> None:
    """Make fresh lists of revoked authorities (CRLs of both roots), before the last ones run out.

    Exit codes: 0 made, 1 refused, 2 usage.
    """
    _list(folder, share_files, Session(place, master, auditor, _clock), [], days)


@ceremony.command("verify")
@_existing
@click.option(
    "--known", default="", metavar="SM3", help="Digest of an entry on paper: finds entries that were cut off."
)
@click.option("--commands", is_flag=True, help="Print the openssl commands that judge the same.")
def verify_command(folder: Path, known: str, commands: bool) -> None:
    """Verify the whole transcript: chain, signatures, digests, certificates, lists. Needs no share.

    Exit codes: 0 all holds, 1 something is wrong, 2 usage.
    """
    with _refusals():
        record = _read(folder)
        faults = verify(record, "".join(known.split()))
        if commands and not faults:
            click.echo("\n".join(openssl_commands(record)))
    for fault in faults:
        click.echo(f"WRONG: {fault}", err=True)
    if faults:
        sys.exit(1)
    last = record.entries[-1]
    click.echo(f"# Entries 1 to {last.number} hold. SM3 of the last, to compare with paper: {last.digests['sm3']}")


def _list(folder: Path, share_files: Sequence[Path], session: Session, revoke: Sequence[Revocation], days: int) -> None:
    with _refusals():
        before = _read(folder)
        after = make_lists(before, _shares(before, share_files), session, revoke=revoke, days=days)
    _write(folder, before, after)


def _clock() -> datetime:
    return datetime.now(UTC)


@contextmanager
def _refusals() -> Iterator[None]:
    """What was refused, as a message and exit code 1."""
    try:
        yield
    except (CeremonyRefused, CryptoFault) as refused:
        raise click.ClickException(str(refused)) from refused


def _read(folder: Path) -> Ceremony:
    paths = (path for pattern in _KEPT for path in folder.glob(pattern) if path.is_file())
    return Ceremony({path.relative_to(folder).as_posix(): _bounded(path) for path in paths})


def _bounded(path: Path) -> bytes:
    if path.stat().st_size > _MOST_BYTES:
        raise Malformed(f"{path} is too large for a file of a ceremony")
    return path.read_bytes()


def _der(path: Path) -> bytes:
    content = _bounded(path)
    is_pem = content.startswith(b"-----BEGIN")
    return from_pem("CERTIFICATE REQUEST", content.decode("ascii", "replace")) if is_pem else content


def _confirm(asked: CertificateRequest) -> None:
    """The people compare the request with the paper that came with it."""
    click.echo(f"Request of: {asked.subject}\nKey: {asked.kind}, SM3 {sm3_hex(asked.spki)}")
    click.echo(f"It would be certified by the {root_for(asked)} root.")
    click.confirm("Is this what the paper of the authority says?", abort=True)


def _shares(record: Ceremony, files: Iterable[Path]) -> list[Share]:
    """Those of the files; further ones are typed until there are enough, and false ones typed again."""
    shares = [Share.from_text(_share_in(path)) for path in files]
    keepers(record, shares)
    while len({share.number for share in shares}) < record.split.threshold:
        text = click.prompt(f"Share {len(shares) + 1} of {record.split.threshold}, unseen", hide_input=True)
        try:
            share = Share.from_text(text)
            (name,) = keepers(record, [share])
        except (Malformed, SharesRefused) as refused:
            click.echo(f"{refused}; once more.", err=True)
        else:
            shares.append(share)
            click.echo(f"That is the share of {name}.")
    return shares


def _share_in(path: Path) -> str:
    """The line that is the share; those around it are for its keeper."""
    lines = _bounded(path).decode("utf-8", "replace").splitlines()
    return next((line for line in lines if line.strip().upper().startswith("MT1-")), "")


def _show(shares: Iterable[Share], custodians: Sequence[str]) -> None:
    for share, name in zip(shares, custodians, strict=True):
        click.clear()
        click.pause(f"Only {name} looks at the screen now. Press a key …")
        click.echo(_sheet(share, name))
        click.pause(f"{name} has copied the share and compared it. Press a key …")
        click.clear()


def _write_shares(folder: Path, shares: Iterable[Share], custodians: Sequence[str]) -> None:
    for share, name in zip(shares, custodians, strict=True):
        _create(folder / f"share-{share.number}.txt", _sheet(share, name).encode(), mode=0o600)
    click.echo(f"Shares: {folder}. Hand each to its custodian, then destroy this folder; keep none together.")


def _sheet(share: Share, name: str) -> str:
    return f"根密钥口令份额　第 {share.number} 份　保管人：{name}\n仅供本人保管，不得示人、不得复制。\n\n{share.to_text()}\n"


def _write(folder: Path, before: Ceremony, after: Ceremony) -> None:
    """New files only; the transcript last, so that an act cut short is no entry."""
    new = after.files.keys() - before.files.keys()
    for name in sorted(new, key=lambda name: (name.startswith("transcript/"), name)):
        _create(folder / name, after.files[name], mode=0o600 if name.endswith(".key") else 0o644)
        click.echo(f"{folder / name}")
    last = after.entries[-1]
    click.echo(
        f"Entry {last.number}, SM3 {last.digests['sm3']}. Print transcript/{last.number:04}.txt and have it signed."
    )


def _create(path: Path, content: bytes, *, mode: int) -> None:
    """A file that was not there before. Raises ClickException if it was."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    except FileExistsError:
        raise click.ClickException(f"{path} is there already: nothing of a ceremony is written twice") from None
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
