"""Paths inside a package: from its root with a leading `/`, otherwise from the folder of the part that names them (7.3)."""

from posixpath import dirname, normpath

from mingtang.lib.ofd.faults import BadPackage


def resolved(location: str, named_in: str) -> str:
    """The path of a part without leading `/`. Raises BadPackage if it leads outside."""
    whole = location if location.startswith("/") else f"/{dirname(named_in)}/{location}"
    path = normpath(whole).lstrip("/")
    if ".." in location.split("/") and _climbs(whole):
        raise BadPackage("a location leads outside the package")
    return path


def _climbs(path: str) -> bool:
    depth = 0
    for step in path.split("/"):
        depth += {"": 0, ".": 0, "..": -1}.get(step, 1)
        if depth < 0:
            return True
    return False
