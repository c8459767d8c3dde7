"""A folder of their own for the files of each test."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mingtang.kernel.content.actions.intake import store_file
from mingtang.kernel.content.models import File
from mingtang.kernel.evidence.api import Actor

Bring = Callable[..., File]


@pytest.fixture(autouse=True)
def _own_folders(settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.CLAMAV = ""
    settings.FILES_BUCKET = ""


@pytest.fixture
def bring() -> Bring:
    """Brings a file as somebody: `bring(actor, "说明.txt", b"...")`."""

    def brought(actor: Actor, name: str = "说明.txt", content: bytes = b"text\n", **options: Any) -> File:
        return store_file(actor, SimpleUploadedFile(name, content), **options)

    return brought
