"""Documents in OFD (GB/T 33190-2016): made from our own PDFs, sealed, and verified.

`write_ofd` and `sign_ofd` make them, `verify_ofd` says what every seal on one is worth. `package` and `markup` are the only
doors for foreign bytes; both are bounded.
"""

from typing import TYPE_CHECKING

from mingtang.lib.late import opened_late
from mingtang.lib.ofd.faults import BadPackage, CannotConvert, CannotSeal, OfdFault

if TYPE_CHECKING:
    from mingtang.lib.ofd.package import read_package
    from mingtang.lib.ofd.signing import Place, sign_ofd
    from mingtang.lib.ofd.verifying import verify_ofd
    from mingtang.lib.ofd.writing import Attachment, write_ofd

__getattr__ = opened_late(
    __name__,
    {
        "Attachment": "writing",
        "Place": "signing",
        "read_package": "package",
        "sign_ofd": "signing",
        "verify_ofd": "verifying",
        "write_ofd": "writing",
    },
)

__all__ = [
    "Attachment",
    "BadPackage",
    "CannotConvert",
    "CannotSeal",
    "OfdFault",
    "Place",
    "read_package",
    "sign_ofd",
    "verify_ofd",
    "write_ofd",
]
