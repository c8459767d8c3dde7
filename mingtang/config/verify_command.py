"""The command `mingtang verify`: what can be said of a file, here or on a machine without a database or settings of ours."""

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from mingtang.lib.crypto.certificates import Certificate, read_certificate
from mingtang.lib.crypto.faults import CryptoFault
from mingtang.lib.crypto.keys import from_pem
from mingtang.lib.crypto.revocation import read_crl
from mingtang.lib.crypto.validation import Evidence
from mingtang.lib.verdicts import Outcome, Verdict, together
from mingtang.lib.verification import Kind, Report, Unreadable, bundle_apart, judge_apart, kind_of, read_bundle

SECONDS = 60  # more than the page allows: nobody else waits
VALID, NOT_VALID, UNKNOWN = 0, 1, 3
_EXIT_CODES = {Outcome.VALID: VALID, Outcome.VALID_THEN: VALID, Outcome.UNKNOWN: UNKNOWN, Outcome.INVALID: NOT_VALID}
_MARKS = {True: "+", None: "?", False: "-"}
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


class _Moment(click.ParamType):
    """ISO 8601; without a zone, UTC."""

    name = "TIME"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail("expected a time such as 2026-11-23T08:00:00+08:00", param, ctx)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@click.command()
@click.argument("file", type=_FILE)
@click.option(
    "--roots",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with what is trusted (*.pem, *.crt, *.cer, *.der) and with lists (*.crl).",
)
@click.option(
    "--bundle", type=_FILE, help="A bundle with certificates, lists and answers; its roots count if --roots is missing."
)
@click.option("--json", "as_json", is_flag=True, help="Print the verdicts as JSON.")
@click.option("--at", type=_Moment(), help="Judge as if it were then; now by default.")
@click.option(
    "--export", type=click.Path(dir_okay=False, path_type=Path), help="Also write a bundle that openssl alone verifies."
)
def verify(
    file: Path, roots: Path | None, bundle: Path | None, as_json: bool, at: datetime | None, export: Path | None
) -> None:
    """Verify FILE: a sealed PDF or OFD, an export of the evidence, or a bundle with one of these.

    With --roots or --bundle, or for a bundle, neither database nor settings are needed; otherwise the roots and lists of
    this node are asked.

    Exit codes: 0 valid (also: valid when it was signed), 1 not valid, not signed or not readable, 2 usage, 3 cannot be told.
    """
    content, now = file.read_bytes(), at or datetime.now(UTC)
    try:
        evidence = _evidence(content, roots, bundle)
        report = judge_apart(content, evidence, now=now, seconds=SECONDS)
        if export:
            export.write_bytes(bundle_apart(content, evidence, now=now, seconds=SECONDS))
    except Unreadable as refused:
        click.echo(_unreadable(refused) if as_json else refused.says, err=not as_json)
        sys.exit(NOT_VALID)
    click.echo(json.dumps(_told(report), ensure_ascii=False) if as_json else _printed(report, evidence, roots))
    sys.exit(NOT_VALID if report.outcome is None else _EXIT_CODES[report.outcome])


def _evidence(content: bytes, roots: Path | None, bundle: Path | None) -> Evidence:
    """What is trusted and known: that of the folder, of the bundle, or of this node."""
    given = _folder(roots) if roots else None
    packed = bundle.read_bytes() if bundle else content if kind_of(content) is Kind.BUNDLE else None
    if packed is not None:
        carried = read_bundle(packed).evidence()
        return carried if given is None else together(given, carried.others, carried.lists, carried.answers)
    return given or _of_this_node()


def _folder(folder: Path) -> Evidence:
    """Certificates that issued themselves are roots, the others help to find paths. Raises Unreadable without any root."""
    found = list(_certificates(folder))
    roots = [each for each in found if each.issuer.encoded == each.subject.encoded]
    if not roots:
        raise Unreadable(f"{folder} 里没有根证书（PEM 或者 DER）")
    lists = [read_crl(path.read_bytes()) for path in sorted(folder.glob("*.crl"))]
    return Evidence(roots, [each for each in found if each not in roots], lists)


def _certificates(folder: Path) -> Iterator[Certificate]:
    for path in sorted(folder.iterdir()):
        if path.suffix in (".pem", ".crt", ".cer", ".der"):
            content = path.read_bytes()
            try:
                is_text = b"-----BEGIN CERTIFICATE" in content
                yield read_certificate(from_pem("CERTIFICATE", content.decode("ascii")) if is_text else content)
            except (CryptoFault, ValueError) as broken:
                raise Unreadable(f"{path} 不是证书", str(broken)) from None


def _of_this_node() -> Evidence:
    from mingtang.config.cli import prepare_django

    prepare_django()
    from mingtang.kernel.trust.api import evidence_at_hand

    return evidence_at_hand()


def _unreadable(refused: Unreadable) -> str:
    return json.dumps({"outcome": None, "unreadable": refused.says, "detail": refused.detail}, ensure_ascii=False)


def _told(report: Report) -> dict[str, Any]:
    verdicts = [_verdict(each) for each in report.verdicts]
    return {"kind": report.kind, "sm3": report.digest, "outcome": report.outcome, "verdicts": verdicts}


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "outcome": verdict.outcome,
        "name": verdict.name,
        "signer": str(verdict.signer.subject) if verdict.signer else "",
        "signed_at": verdict.signed_at.isoformat() if verdict.signed_at else None,
        "time_is_proven": verdict.time_is_proven,
        "path": [str(each.subject) for each in verdict.path],
        "steps": [
            {"code": each.code, "passed": each.passed, "says": each.says, "detail": each.detail, "weighs": each.weighs}
            for each in verdict.steps
        ],
    }


def _printed(report: Report, evidence: Evidence, roots: Path | None) -> str:
    lines = [f"{report.kind.label}，SM3 {report.digest}"]
    for number, verdict in enumerate(report.verdicts, 1):
        lines += ["", *_signature(number, verdict)]
    if not report.verdicts:
        lines += ["", "文件里没有电子签名，也没有电子印章。"]
    return "\n".join([*lines, *([] if roots else _compare(evidence.roots))])


def _signature(number: int, verdict: Verdict) -> Iterator[str]:
    yield f"签名 {number}：{verdict.name} {verdict.outcome.says}".replace("：  ", "：")
    if verdict.path:
        yield "  证书：" + " → ".join(
            each.subject.texts.get("common_name") or str(each.subject) for each in verdict.path
        )
    if verdict.signed_at:
        yield f"  时间：{verdict.signed_at.isoformat()}，{'由时间戳证明' if verdict.time_is_proven else '签署者自己所写'}"
    for step in verdict.steps:
        yield f"  {_MARKS[step.passed]} {step.says}" + (
            f"（{step.detail}）" if step.passed is not True and step.detail else ""
        )


def _compare(roots: Sequence[Certificate]) -> list[str]:
    """Whose word all this rests on; who brings the roots along must compare them."""
    told = [f"  {each.fingerprint_sha256}  {each.subject}" for each in roots]
    return ["", "以上结论以下列根证书为准，请核对它们的 SHA-256 指纹：", *told]
