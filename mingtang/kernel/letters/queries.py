"""What screens and other apps ask of the templates."""

from django.db.models import OuterRef, QuerySet, Subquery

from mingtang.kernel.evidence.api import Actor
from mingtang.kernel.letters.models import LetterTemplate, LetterVersion, State


class NoTemplate(LookupError):
    """No version of such a template is in force, or there is no such version."""


def templates_visible_to(actor: Actor) -> QuerySet[LetterTemplate]:
    """Templates in the actor's reach with the numbers of the version in force and of the newest, and its state."""
    versions = LetterVersion.objects.filter(template=OuterRef("pk")).order_by("-number")
    rows: QuerySet[LetterTemplate] = LetterTemplate.objects.visible_to(actor).select_related("organ")
    return rows.annotate(
        in_force=Subquery(versions.filter(state=State.PUBLISHED).values("number")[:1]),
        newest=Subquery(versions.values("number")[:1]),
        newest_state=Subquery(versions.values("state")[:1]),
        saved_at=Subquery(versions.values("saved_at")[:1]),
    )


def versions_of(template: LetterTemplate) -> QuerySet[LetterVersion]:
    """All versions, newest first, with who wrote and published them."""
    rows: QuerySet[LetterVersion] = LetterVersion.objects.filter(template=template)
    return rows.select_related("template", "author__person", "publisher__person")


def version_in_force(code: str, number: int | None = None) -> LetterVersion:
    """The version of the template `code` that is in force, or the one with that number. Raises NoTemplate."""
    rows = LetterVersion.objects.filter(template__code=code).select_related("template")
    wanted = {"state": State.PUBLISHED} if number is None else {"number": number}
    version: LetterVersion | None = rows.filter(**wanted).first()
    if version is None:
        raise NoTemplate(f"没有已发布的文书模板“{code}”。")
    return version
