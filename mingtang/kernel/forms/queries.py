"""What screens and other apps ask of the forms."""

from functools import lru_cache

from django.db.models import OuterRef, QuerySet, Subquery

from mingtang.kernel.evidence.api import Actor
from mingtang.kernel.forms.models import FormDefinition, FormVersion, State
from mingtang.lib.forms import Form, read_text


class NoForm(LookupError):
    """No version of such a form is in force, or there is no such version."""


def definitions_visible_to(actor: Actor) -> QuerySet[FormDefinition]:
    """Forms in the actor's reach with the numbers of the version in force and of the newest, and its state."""
    versions = FormVersion.objects.filter(definition=OuterRef("pk")).order_by("-number")
    rows: QuerySet[FormDefinition] = FormDefinition.objects.visible_to(actor).select_related("organ")
    return rows.annotate(
        in_force=Subquery(versions.filter(state=State.PUBLISHED).values("number")[:1]),
        newest=Subquery(versions.values("number")[:1]),
        newest_state=Subquery(versions.values("state")[:1]),
        saved_at=Subquery(versions.values("saved_at")[:1]),
    )


def versions_of(definition: FormDefinition) -> QuerySet[FormVersion]:
    """All versions, newest first, with who wrote and published them."""
    rows: QuerySet[FormVersion] = FormVersion.objects.filter(definition=definition)
    return rows.select_related("definition", "author__person", "publisher__person")


def published_version(code: str) -> FormVersion:
    """The version of the form `code` that is in force. Raises NoForm."""
    rows = FormVersion.objects.filter(definition__code=code, state=State.PUBLISHED)
    version: FormVersion | None = rows.select_related("definition").first()
    if version is None:
        raise NoForm(f"没有已发布的表单“{code}”。")
    return version


def form_of(version_id: int) -> Form:
    """The form of a version, read once for each content; one statement. Raises NoForm."""
    row = FormVersion.objects.filter(pk=version_id).values_list("digest", "text").first()
    if row is None:
        raise NoForm("没有这个版本的表单。")
    return read_once(*row)


@lru_cache(maxsize=500)
def read_once(digest: str, text: str) -> Form:
    """The form that `text` describes. What was stored has been read before, so a fault is ours: RuntimeError."""
    form = read_text(text)
    if isinstance(form, list):
        raise RuntimeError(f"stored form {digest} cannot be read: {form[0]}")  # noqa: TRY004 - the type only tells success
    return form
