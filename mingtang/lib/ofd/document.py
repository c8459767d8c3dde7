"""Finding one's way in a package: its first document, the pages, the signatures (GB/T 33190-2016, 7 and 18)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from mingtang.lib.ofd.faults import BadPackage
from mingtang.lib.ofd.markup import found, read, text_at
from mingtang.lib.ofd.paths import resolved

ENTRANCE = "OFD.xml"
MOST_SIGNATURES = 100


@dataclass(frozen=True, slots=True)
class Reference:
    """A part that a signature protects, and its digest in base 64."""

    path: str
    digest: str


@dataclass(frozen=True, slots=True)
class Described:
    """What Signature.xml at `path` says. `seal` and `value` are paths, `method` how parts are digested."""

    path: str
    method: str
    references: tuple[Reference, ...]
    seal: str | None
    value: str


class Document:
    """The first document of a package of `parts`. Everything here raises BadPackage for what is missing or malformed."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.parts = parts
        self._described: dict[str, Described] = {}

    def part(self, path: str) -> bytes:
        """The part at `path`."""
        if path not in self.parts:
            raise BadPackage(f"the part {path} is missing")
        return self.parts[path]

    @cached_property
    def entrance(self) -> etree._Element:
        return read(self.part(ENTRANCE), "OFD")

    @cached_property
    def _body(self) -> etree._Element:
        """Of the first document; others of the package have signatures of their own."""
        bodies = found(self.entrance, "DocBody")
        if not bodies:
            raise BadPackage("the package has no document")
        return bodies[0]

    @cached_property
    def root(self) -> str:
        """The path of its description."""
        location = text_at(self._body, "DocRoot")
        if not location:
            raise BadPackage("the package has no document")
        return resolved(location, ENTRANCE)

    @cached_property
    def page_numbers(self) -> list[str]:
        """Identifiers of its pages, in their order."""
        description = read(self.part(self.root), "Document")
        return [page.get("ID", "") for page in found(description, "Pages/Page")]

    @cached_property
    def list_of_signatures(self) -> str | None:
        """The path of the list, if something was ever signed."""
        location = text_at(self._body, "Signatures")
        return resolved(location, ENTRANCE) if location else None

    def signatures(self) -> list[tuple[str, str]]:
        """Paths of their descriptions, and their types (`Seal` or `Sign`), in the order they were made."""
        if self.list_of_signatures is None:
            return []
        listed = found(read(self.part(self.list_of_signatures), "Signatures"), "Signature")
        if len(listed) > MOST_SIGNATURES:
            raise BadPackage("the document has too many signatures")
        at = self.list_of_signatures
        return [(resolved(each.get("BaseLoc", ""), at), each.get("Type", "Seal")) for each in listed]

    def described(self, path: str) -> Described:
        """The signature whose description is at `path`; read once, however many say they are described there."""
        if path not in self._described:
            self._described[path] = self._read(path)
        return self._described[path]

    def _read(self, path: str) -> Described:
        description = read(self.part(path), "Signature")
        lists = found(description, "SignedInfo/References")
        seal, value = text_at(description, "SignedInfo/Seal/BaseLoc"), text_at(description, "SignedValue")
        if len(lists) != 1 or not value:
            raise BadPackage("a signature does not say what it protects, or where it is")
        references = tuple(_reference(each, path) for each in found(lists[0], "Reference"))
        method = lists[0].get("CheckMethod", "")
        return Described(path, method, references, resolved(seal, path) if seal else None, resolved(value, path))


def _reference(each: etree._Element, named_in: str) -> Reference:
    return Reference(resolved(each.get("FileRef", ""), named_in), text_at(each, "CheckValue") or "")
