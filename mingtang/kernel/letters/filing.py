"""How the documents of a business become files: set, sealed where their organ has a seal, kept; and then once more as OFD."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.conf import settings

from mingtang.kernel.evidence.api import SYSTEM, Act, act
from mingtang.kernel.letters.keeping import keep, keep_twin, kept
from mingtang.kernel.letters.models import Filed
from mingtang.kernel.letters.queries import version_of
from mingtang.kernel.letters.rendering import set_letter
from mingtang.kernel.letters.sealing import sealed, sealed_twin

LATER = -50
"""How urgent the OFD of a document is: everything else comes first."""

Document = TypeVar("Document", bound=Filed)


@dataclass(frozen=True, slots=True)
class Origin:
    """What a document is set from, whose seal it carries, what it is called there, and the folder that keeps it."""

    version_id: int
    data: Mapping[str, Any]
    organ_id: int
    title: str
    folder: str


@dataclass(frozen=True)
class Filing(Generic[Document]):
    """The files of one kind of document: `kept_as` is the act that notes them, `scope` what the seal must be allowed for.

    Setting takes a while and handlers hold the database's only writer, so that tasks of their own call `make` and `make_twin`.
    """

    kept_as: Act
    scope: str
    origin_of: Callable[[Document], Origin]

    def make(self, document: Document, twin: Any) -> str:
        """Set, seal and keep a document, unless that was done; the task `twin` follows. Returns the digest.

        Raises CannotSet, MissingVariables, and Refused when the seal was just withdrawn.
        """
        if document.file_name:
            return document.file_digest
        origin = self.origin_of(document)
        made = sealed(origin.version_id, origin.data, about=document, **self._seal(origin))
        name = keep(made, origin.folder)
        with act(self.kept_as, SYSTEM, document) as deed:
            deed.change(document, file_name=name, file_digest=made.digest, is_sealed=made.is_sealed)
            if made.is_sealed and settings.KEEPS_OFD:
                twin.enqueue(document.pk)
        return made.digest

    def make_twin(self, document: Document) -> str:
        """Keep a document as a sealed OFD as well, unless that was done. Returns its digest, empty where there is no seal now.

        Raises as `make`, and `ofd.OfdFault`.
        """
        if document.ofd_name:
            return document.ofd_digest
        origin = self.origin_of(document)
        twin = sealed_twin(origin.version_id, origin.data, about=document, **self._seal(origin))
        if twin is None:
            return ""
        name = keep_twin(twin, origin.folder)
        with act(self.kept_as, SYSTEM, document) as deed:
            deed.change(document, ofd_name=name, ofd_digest=twin.digest)
        return twin.digest

    def pdf_of(self, document: Document) -> bytes:
        """The document as it is kept; set on the spot, without the seal, while the worker has not come to it. Raises CannotSet."""
        if document.file_name:
            return kept(document.file_name)
        origin = self.origin_of(document)
        return set_letter(version_of(origin.version_id), origin.data).pdf

    def _seal(self, origin: Origin) -> dict[str, Any]:
        return {"organ_id": origin.organ_id, "scope": self.scope, "title": origin.title}
