"""Writing the package: one ZIP with documents, materials, the way to check them, and a manifest over all."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.utils import timezone

from mingtang.kernel.cases.archiving.documents import documents_of
from mingtang.kernel.cases.models import ArchivePackage, Case
from mingtang.kernel.content.api import Material, materials_of
from mingtang.kernel.content.storage import store
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.lib.digests import sm3_hasher

FORMAT = "mingtang-archive-1"


@dataclass(frozen=True)
class Entry:
    """One file of a package with its digests."""

    name: str
    size: int
    sm3: str
    sha256: str


def pack(package: ArchivePackage, target: Path) -> dict[str, Any]:
    """Write the package of a case to `target`; answers its manifest."""
    at = timezone.localtime(package.made_at)
    with ZipFile(target, "w") as archive:
        entries = [_put(archive, name, chunks, at) for name, chunks in _contents(package.case)]
        manifest = _manifest(package, entries)
        archive.writestr(_info("manifest.json", at), json.dumps(manifest, ensure_ascii=False, indent=1))
    return manifest


def _contents(case: Case) -> Iterator[tuple[str, Iterable[bytes]]]:
    for name, content in documents_of(case):
        yield name, [content]
    for place, material in enumerate(materials_of(SYSTEM, "cases.case", str(case.pk)), 1):
        yield f"materials/{place:03}-{_plain_name(material)}", _chunks(material)
    checker = files("mingtang.kernel.cases.archiving").joinpath("verify_package.py")
    yield "verify_package.py", [checker.read_bytes()]


def _plain_name(material: Material) -> str:
    """The name of a material's file, without what would leave its folder."""
    return str(material.file.name).replace("/", "_").replace("\\", "_").lstrip(".") or "file"


def _chunks(material: Material) -> Iterator[bytes]:
    content = material.file.content
    return store().chunks(content.sha256, 0, content.size)


def _put(archive: ZipFile, name: str, chunks: Iterable[bytes], at: datetime) -> Entry:
    sm3, sha256, size = sm3_hasher(), hashlib.sha256(), 0
    with archive.open(_info(name, at), "w", force_zip64=True) as out:
        for chunk in chunks:
            sm3.update(chunk)
            sha256.update(chunk)
            size += len(chunk)
            out.write(chunk)
    return Entry(name, size, sm3.hexdigest(), sha256.hexdigest())


def _info(name: str, at: datetime) -> ZipInfo:
    info = ZipInfo(name, at.timetuple()[:6])
    info.compress_type = ZIP_STORED if name.startswith("materials/") else ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info


def _manifest(package: ArchivePackage, entries: Iterable[Entry]) -> dict[str, Any]:
    case = package.case
    return {
        "format": FORMAT,
        "case": {"id": case.pk, "number": case.number, "title": case.title, "type": case.type, "status": case.status},
        "retention": package.retention,
        "keep_until": package.keep_until.isoformat() if package.keep_until else None,
        "made_at": package.made_at.isoformat(),
        "files": [entry.__dict__ for entry in entries],
    }
