"""Forms as they are read from stored documents."""

from collections.abc import Collection
from functools import lru_cache

from mingtang.kernel.statements.api import answer_to
from mingtang.lib.forms import Form, read_text, without

_CONTENT = "SELECT digest, text FROM forms_formversion WHERE id = %s"


class NoForm(LookupError):
    """No version of such a form is in force, or there is no such version."""


def form_of(version_id: int, unasked: Collection[str] = ()) -> Form:
    """The form of a version without the fields `unasked`, read once for each content; one statement. Raises NoForm."""
    rows = answer_to(_CONTENT, [version_id])
    if not rows:
        raise NoForm("没有这个版本的表单。")
    return _narrowed(*rows[0], frozenset(unasked)) if unasked else read_once(*rows[0])


@lru_cache(maxsize=200)
def _narrowed(digest: str, text: str, unasked: frozenset[str]) -> Form:
    return without(read_once(digest, text), unasked)


@lru_cache(maxsize=500)
def read_once(digest: str, text: str) -> Form:
    """The form that `text` describes. What was stored has been read before, so a fault is ours: RuntimeError."""
    form = read_text(text)
    if isinstance(form, list):
        raise RuntimeError(f"stored form {digest} cannot be read: {form[0]}")  # noqa: TRY004 - the type only tells success
    return form
