"""What was found about a file as a whole."""

from dataclasses import dataclass

from mingtang.lib.verdicts import Outcome, Verdict
from mingtang.lib.verification.kinds import Kind

_WORST_FIRST = (Outcome.INVALID, Outcome.UNKNOWN, Outcome.VALID_THEN, Outcome.VALID)


@dataclass(frozen=True, slots=True)
class Report:
    """Verdicts on the signatures of a document, in their order; `digest` is its SM3, hexadecimal.

    `kind` is that of the document, also if it came in a bundle.
    """

    kind: Kind
    digest: str
    verdicts: tuple[Verdict, ...]

    @property
    def outcome(self) -> Outcome | None:
        """The worst of all signatures; None where nothing is signed, so that nothing is proven."""
        found = {each.outcome for each in self.verdicts}
        return next((outcome for outcome in _WORST_FIRST if outcome in found), None)
