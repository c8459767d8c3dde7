"""Taking back the last steps of the designer: they are kept in the session of whoever designs, a few and bounded."""

from typing import Any

from mingtang.kernel.forms.models import FormVersion

MOST_STEPS = 20
MOST_CHARACTERS = 200_000
_KEY = "form-steps"


def remember(request: Any, before: FormVersion, after: FormVersion) -> None:
    """Keep what stood before a step. The digest of what stands now says whether it may be taken back."""
    kept = [each for each in request.session.get(_KEY, []) if each["form"] == before.definition_id]
    if before.digest != after.digest:
        kept.append({"form": before.definition_id, "after": after.digest, "text": before.text})
    while len(kept) > MOST_STEPS or sum(len(each["text"]) for each in kept) > MOST_CHARACTERS:
        kept.pop(0)
    request.session[_KEY] = kept


def text_before(request: Any, newest: FormVersion) -> str:
    """The text before the last step; empty when there is none, or somebody else has changed the form since."""
    kept = request.session.get(_KEY, [])
    return str(kept[-1]["text"]) if kept and _leads_to(kept[-1], newest) else ""


def forget_last(request: Any) -> None:
    """The last step has been taken back."""
    request.session[_KEY] = request.session.get(_KEY, [])[:-1]


def _leads_to(step: dict[str, Any], newest: FormVersion) -> bool:
    return bool(step["form"] == newest.definition_id and step["after"] == newest.digest)
