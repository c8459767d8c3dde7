"""The XML of OFD: written with its namespace, read without entities, network or surprises."""

from collections.abc import Iterable

from lxml import etree

from mingtang.lib.ofd.faults import BadPackage

NAMESPACE = "http://www.ofdspec.org/2016"
NAMES = {"ofd": NAMESPACE}
_MOST_BYTES = 8 << 20


def element(name: str, /, *children: etree._Element | None, **attributes: str | int) -> etree._Element:
    """`<ofd:name>` around `children`, of which those that are None are left out. Attributes are named as in the standard."""
    made = etree.Element(f"{{{NAMESPACE}}}{name}", nsmap=NAMES)
    for key, value in attributes.items():
        made.set(key, str(value))
    made.extend(child for child in children if child is not None)
    return made


def leaf(name: str, text: str, /, **attributes: str | int) -> etree._Element:
    """`<ofd:name>` around `text`."""
    made = element(name, **attributes)
    made.text = text
    return made


def written(root: etree._Element) -> bytes:
    """The document, in UTF-8."""
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return data


def read(data: bytes, name: str) -> etree._Element:
    """The root of `data`, which must be `<ofd:name>`. Raises BadPackage, also for any document type: it could hold entities."""
    if len(data) > _MOST_BYTES:
        raise BadPackage("a description is too large")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadPackage(f"a description is not XML: {error}") from None
    if root.getroottree().docinfo.doctype:
        raise BadPackage("a description declares a document type")
    if root.tag != f"{{{NAMESPACE}}}{name}":
        raise BadPackage(f"a description is not one of {name}")
    return root


def found(root: etree._Element, path: str) -> list[etree._Element]:
    """All elements at `path`, in which every name is of the standard, as in `DocBody/DocRoot`."""
    elements: list[etree._Element] = root.findall(_qualified(path))
    return elements


def text_at(root: etree._Element, path: str) -> str | None:
    """The text of the first element at `path`, without blanks around it."""
    inside: str | None = root.findtext(_qualified(path))
    return inside.strip() if inside is not None else None


def _qualified(path: str) -> str:
    steps: Iterable[str] = path.split("/")
    return "/".join(f"{{{NAMESPACE}}}{step}" for step in steps)
