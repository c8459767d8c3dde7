"""By which version a letter is set."""

from mingtang.kernel.definitions.api import published_version
from mingtang.kernel.letters.kinds import LETTERS
from mingtang.kernel.letters.models import LetterVersion


class NoTemplate(LookupError):
    """No version of such a template is in force, or there is no such version."""


def version_in_force(key: str, organ_id: int | None) -> LetterVersion:
    """The version of the template `key` of the nearest organ up the tree, else the node's. Raises NoTemplate."""
    version = published_version(LETTERS, key, organ_id)
    if version is None:
        raise NoTemplate(f"没有已发布的文书模板“{key}”。")
    return version


def version_of(version_id: int) -> LetterVersion:
    """The version a letter was set by. Raises NoTemplate."""
    version: LetterVersion | None = LetterVersion.objects.filter(pk=version_id).first()
    if version is None:
        raise NoTemplate("没有这个版本的文书模板。")
    return version
