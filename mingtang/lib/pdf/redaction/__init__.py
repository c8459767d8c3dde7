"""Redaction (涂黑): a new file in which what was marked is gone, not covered, and the proof that it is gone.

    made = redact_apart(pdf, Marks(("990102199001010011",), (Region(1, 0.1, 0.5, 0.3, 0.05),)), fonts=[folder])
    leaks_apart(made.pdf, marks.strings)    # strings that are found again; none, or the file is not to be released

The new file holds pictures of the pages, with black where something was marked, and the text that was not marked as a layer
nobody sees, so that it can be read out and searched. Nothing of the old file is copied: no metadata, no attachments, notes,
form fields, layers, scripts or earlier revisions, and no text that was not seen: under black boxes or pictures, white on white,
beside the page. Text in pictures is not found by its letters; mark its region.
"""

from mingtang.lib.pdf.redaction.apart import inspected_apart, leaks_apart, redact_apart
from mingtang.lib.pdf.redaction.marks import CannotRedact, Inspection, Marks, Redacted, Region

__all__ = [
    "CannotRedact",
    "Inspection",
    "Marks",
    "Redacted",
    "Region",
    "inspected_apart",
    "leaks_apart",
    "redact_apart",
]
