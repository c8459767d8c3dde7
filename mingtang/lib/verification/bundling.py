"""Writing bundles: what `bundles` reads, and a stranger with `unzip`, `openssl` and `python3` walks through."""

import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from importlib.resources import files
from io import BytesIO

from mingtang.lib.crypto.validation import Evidence
from mingtang.lib.digests import sm3_hex
from mingtang.lib.pdf import UnreadablePdf
from mingtang.lib.pdf.evidence import carried_with
from mingtang.lib.pdf.reading import open_pdf
from mingtang.lib.verification.bundles import FORMAT, NAMES
from mingtang.lib.verification.judging import opened
from mingtang.lib.verification.kinds import MANIFEST, Kind, Unreadable, kind_of
from mingtang.lib.verification.parts import lay_out_export, lay_out_ofd, lay_out_pdf
from mingtang.lib.verification.walk import Section, Walk

README = "README.md"
SCRIPT = "verify_evidence.py"
_SAME_DAY = (1980, 1, 1, 0, 0, 0)  # bundles of the same parts are the same bytes

_LAY_OUT: Mapping[Kind, Callable[[Walk, bytes, str, datetime], None]] = {
    Kind.PDF: lay_out_pdf,
    Kind.OFD: lay_out_ofd,
    Kind.EVIDENCE: lay_out_export,
}


def make_bundle(file: bytes, evidence: Evidence, *, now: datetime) -> bytes:
    """A zip with the document of `file`, everything its signatures consist of, certificates, lists and answers of
    `evidence` and of the file itself, and README.md: the commands that verify it all without us.

    Raises Unreadable.
    """
    document, known = opened(file, evidence)
    kind = kind_of(document)
    if kind not in _LAY_OUT:
        raise Unreadable("离线核验包里不能再有离线核验包")
    walk, path = Walk(_carried(kind, document, known)), NAMES[kind]
    walk.keep(path, document)
    if kind is Kind.EVIDENCE:
        walk.keep(SCRIPT, files("mingtang.lib.verification").joinpath(SCRIPT).read_bytes())
    _LAY_OUT[kind](walk, document, path, now)
    walk.keep(README, _readme(walk, kind, now).encode())
    walk.keep(MANIFEST, _manifest(walk, path))
    return _packed(walk.files)


def _carried(kind: Kind, document: bytes, evidence: Evidence) -> Evidence:
    """What a PDF carries belongs to its evidence: lists and answers of the time when it was signed. Nothing comes twice."""
    try:
        known = carried_with(open_pdf(document), evidence) if kind is Kind.PDF else evidence
    except UnreadablePdf as refused:
        raise Unreadable(refused.says, refused.detail) from None
    return replace(known, lists=tuple({each.encoded: each for each in known.lists}.values()))


def _manifest(walk: Walk, path: str) -> bytes:
    digests = {name: sm3_hex(content) for name, content in sorted(walk.files.items())}
    told = {"format": FORMAT, "document": path, "sm3": digests}
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _packed(parts: Mapping[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts):
            member = zipfile.ZipInfo(name, _SAME_DAY)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            archive.writestr(member, parts[name])
    return buffer.getvalue()


_OPENING = """# 离线核验包

这里有一份{kind}，和核验它所需的一切。不需要出具它的平台，也不需要网络，只要 OpenSSL 3、unzip 和 Python 3（只用自带的库）。

在解开的这个文件夹里逐段执行下面的命令。每一段回答一个问题；哪一段失败，就是哪里不对。
制作时间：{now:%Y-%m-%d %H:%M:%S %Z}。

## 根证书

其余一切都建立在根证书之上，而放进这里的根证书谁都可以伪造：请把下面显示的指纹，与出具单位从别的途径（公报、网站、电话）公布的指纹核对。

```sh
{roots}
```
"""


def _readme(walk: Walk, kind: Kind, now: datetime) -> str:
    roots = "\n".join(
        f"openssl x509 -in {path} -noout -subject -fingerprint -sha256"
        for path in sorted(walk.files)
        if path.startswith("roots/") and path.endswith(".pem")
    )
    opening = _OPENING.format(kind=kind.label, now=now, roots=roots or "echo '没有根证书' && false")
    return opening + "".join(_block(section) for section in walk.sections)


def _block(section: Section) -> str:
    commands = "\n".join(section.commands)
    return f"\n## {section.title}\n\n{section.says}\n\n```sh\n{commands}\n```\n"
