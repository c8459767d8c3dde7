"""Who makes the process of a joint matter when it comes into force: the room of applications says so, the catalogue asks."""

from collections.abc import Callable

from mingtang.domains.services.catalogue.models import ItemVersion, ServiceItem
from mingtang.domains.services.catalogue.rules.joint import is_joint

Compiler = Callable[[ServiceItem, ItemVersion], None]
_compilers: list[Compiler] = []


def register_compiler(compiler: Compiler) -> None:
    """Let `compiler` publish the process of a joint matter. It raises Refused when its branches make no sound one."""
    _compilers[:] = [compiler]


def compile_branches(item: ServiceItem, version: ItemVersion) -> None:
    """Publish the process of a version that names branches; belongs into the act that brings it into force."""
    for compiler in _compilers if is_joint(version.document) else ():
        compiler(item, version)
