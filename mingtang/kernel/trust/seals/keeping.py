"""Documents handed in for a seal, and the same with it: in the storage of the node, under their digest."""

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

from mingtang.lib.digests import sm3_hex

FOLDER = "seals"


def keep(content: bytes, ending: str = "pdf") -> str:
    """Keep a document; answers its name in the storage. The same one is kept once."""
    name = f"{FOLDER}/{sm3_hex(content)}.{ending}"
    return name if _storage().exists(name) else _storage().save(name, ContentFile(content))


def kept(name: str) -> bytes:
    """The document that `keep` named. Raises FileNotFoundError."""
    with _storage().open(name) as file:
        content: bytes = file.read()
    return content


def _storage() -> Storage:
    """Beside the files of the node, or in its bucket."""
    return storages["content" if settings.FILES_BUCKET else "default"]
