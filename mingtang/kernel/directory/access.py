"""Who may open a page: the guards of `evidence.access` under the names page authors know."""

from mingtang.kernel.evidence.api import asks, signed_in
from mingtang.kernel.evidence.api import officials_only as official_only

__all__ = ["asks", "official_only", "signed_in"]
