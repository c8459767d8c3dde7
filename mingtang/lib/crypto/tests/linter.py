"""pkilint, the other judge that is not ours: what it finds wrong, line by line."""

import io
from contextlib import redirect_stdout
from pathlib import Path

from pkilint.bin import lint_crl, lint_ocsp_response, lint_pkix_cert

_PROGRAMS = {
    "certificate": (lint_pkix_cert, ["lint"]),
    "list": (lint_crl, ["lint", "-t", "CRL", "-p", "PKIX"]),
    "answer": (lint_ocsp_response, ["lint"]),
}


def findings(what: str, encoded: bytes, folder: Path) -> list[str]:
    """Errors in a `certificate`, `list` or `answer` (DER)."""
    program, options = _PROGRAMS[what]
    file, told = folder / "linted.der", io.StringIO()
    file.write_bytes(encoded)
    with redirect_stdout(told):
        count = program.main([*options, "-s", "ERROR", str(file)])
    found = [line.strip() for line in told.getvalue().splitlines() if "(ERROR)" in line or "(FATAL)" in line]
    assert bool(count) == bool(found), told.getvalue()
    return found
