"""What somebody had typed into a form when the session turned out to have ended.

It travels, signed, inside the sign-in form and comes back once the person has signed in; the server stores none of it.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core import signing
from django.http import HttpRequest

SALT = "directory.unsent"
HOURS = 2
MOST_CHARACTERS = 500_000
SECRET = ("password", "old", "new", "again", "csrfmiddlewaretoken", "kept", "otp")
"""Fields that are never kept: passwords, one-time codes, and what belongs to the sign-in form itself."""


@dataclass(frozen=True)
class Unsent:
    """Where a form was sent, the page that shows it, whose session had ended (None: unknown), and what was typed."""

    address: str
    page: str
    account_id: int | None
    fields: list[tuple[str, str]]

    @property
    def shown(self) -> list[str]:
        """The texts a person recognises; keys and ticks of forms say nothing to people."""
        return [text for _, text in self.fields if len(text.strip()) > 1 and not text.isdigit()]

    def sealed(self) -> str:
        """All of it, signed, for a hidden field."""
        return signing.dumps([self.address, self.page, self.account_id, self.fields], salt=SALT, compress=True)


def unsent_of(request: HttpRequest) -> Unsent | None:
    """What `request`, a form that came too late, had brought; None when there is nothing, or too much."""
    fields = [(name, text) for name, texts in request.POST.lists() if name not in SECRET for text in texts]
    if not fields or sum(len(text) for _, text in fields) > MOST_CHARACTERS:
        return None
    account_id = getattr(request, "expired_account", None)
    return Unsent(request.get_full_path(), page_of(request), account_id, fields)


def read_unsent(sealed: str, account_id: int) -> Unsent | None:
    """What was kept, if it is genuine, not too old, and did not belong to somebody else."""
    try:
        address, page, owner, fields = signing.loads(sealed, salt=SALT, max_age=HOURS * 3600)
    except signing.BadSignature:
        return None
    kept = Unsent(address, page, owner, [(name, text) for name, text in fields])
    return kept if owner in (None, account_id) else None


def page_of(request: HttpRequest) -> str:
    """The address of the page whose form was sent: where it came from on this site, else where it went."""
    came = urlsplit(request.headers.get("Referer", ""))
    if came.netloc != request.get_host():
        return request.get_full_path()
    return f"{came.path}?{came.query}" if came.query else came.path
