"""Documents that are kept once, under their digest, in the storage of the node: handed in for a seal, and sealed."""

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from mingtang.lib.digests import sm3_hex


def keep(content: bytes, ending: str = "pdf") -> str:
    """Keep a document that is to be sealed, or was; answers its name in the storage."""
    return keep_once(f"seals/{sm3_hex(content)}.{ending}", content)


def keep_once(name: str, content: bytes) -> str:
    """Keep `content` under `name`, which has its digest in it, unless it is there; answers the name in the storage."""
    storage = storages["content"]
    return name if storage.exists(name) else storage.save(name, ContentFile(content))


def kept(name: str) -> bytes:
    """The document that was kept under `name`. Raises FileNotFoundError."""
    with storages["content"].open(name) as file:
        content: bytes = file.read()
    return content
