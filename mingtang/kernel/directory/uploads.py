"""Tables that have been uploaded and wait to be confirmed: encrypted, known only to their session, soon forgotten."""

from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import timedelta
from secrets import token_urlsafe

from django.contrib.sessions.backends.base import SessionBase
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from mingtang.kernel.directory.keyring import seal, unseal

FOLDER = "uploads"
KEY = "upload"
KEPT_FOR = timedelta(hours=2)
_COLUMN = "upload.table"


@dataclass(frozen=True)
class Upload:
    """A table as it was sent."""

    name: str
    content: bytes


def keep(session: SessionBase, purpose: str, name: str, content: bytes) -> None:
    """Keep one table for this session and purpose; an earlier one is forgotten."""
    forget(session)
    sealed = seal(b64encode(content).decode("ascii"), _COLUMN)
    place = default_storage.save(f"{FOLDER}/{token_urlsafe(16)}", ContentFile(sealed.encode("ascii")))
    session[KEY] = {"place": place, "name": name, "purpose": purpose}


def kept(session: SessionBase, purpose: str) -> Upload | None:
    """The table kept for this session and purpose; None when there is none, or it has been swept away."""
    known = session.get(KEY)
    if not known or known["purpose"] != purpose or not default_storage.exists(known["place"]):
        return None
    with default_storage.open(known["place"]) as file:
        return Upload(known["name"], b64decode(unseal(file.read().decode("ascii"), _COLUMN)))


def forget(session: SessionBase) -> None:
    """Delete the table that this session keeps."""
    if known := session.pop(KEY, None):
        default_storage.delete(known["place"])


def sweep() -> int:
    """Delete tables that nobody has confirmed in time; returns how many."""
    if not default_storage.exists(FOLDER):
        return 0
    before = timezone.now() - KEPT_FOR
    places = [f"{FOLDER}/{name}" for name in default_storage.listdir(FOLDER)[1]]
    old = [place for place in places if default_storage.get_modified_time(place) < before]
    for place in old:
        default_storage.delete(place)
    return len(old)
