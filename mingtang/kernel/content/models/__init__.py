"""Contents, the files that people call them by, uploads under way, materials and what they are attached to."""

from mingtang.kernel.content.models.file import Allowance, File, Rejection, StoredContent, Upload
from mingtang.kernel.content.models.holding import HeldQuerySet, Holding
from mingtang.kernel.content.models.material import Attachment, Material

__all__ = [
    "Allowance",
    "Attachment",
    "File",
    "HeldQuerySet",
    "Holding",
    "Material",
    "Rejection",
    "StoredContent",
    "Upload",
]
