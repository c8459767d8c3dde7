"""An act while it goes on: what is done step by step, which files come of it, and how it is entered and signed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from mingtang.lib.ceremony.faults import CeremonyRefused
from mingtang.lib.ceremony.paper import paper
from mingtang.lib.ceremony.people import Session, written
from mingtang.lib.ceremony.record import (
    FORM,
    Ceremony,
    Entry,
    digests_of,
    entry_file,
    paper_file,
    signature_file,
)
from mingtang.lib.ceremony.verifying import verify
from mingtang.lib.crypto.certificates import Authority
from mingtang.lib.crypto.cms import sign_cms
from mingtang.lib.crypto.engine import self_test
from mingtang.lib.digests import canonical_json


@dataclass
class Act:
    """`kind` is `hold`, `certify` or `list`; `custodians` those who are there. Begins with the self-test of the engine."""

    kind: str
    session: Session
    custodians: Sequence[str]
    files: dict[str, bytes] = field(default_factory=dict)
    steps: list[dict[str, str]] = field(default_factory=list)
    engine: dict[str, Any] = field(init=False)
    moment: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.session.require_fit_for(self.custodians)
        self.moment = self.session.now()
        self.engine = _tested_engine()
        self.step(f"密码引擎 {self.engine['name']}（{self.engine['version']}）自检通过")

    def step(self, what: str) -> None:
        """Note what was done, now; `what` is for paper, in Chinese."""
        self.steps.append({"at": written(self.session.now()), "what": what})

    def entered(self, before: Ceremony, roots: Mapping[str, Authority], told: Mapping[str, Any]) -> Ceremony:
        """The ceremony after this act: `before`, its files, and an entry that both roots sign.

        It is verified before anybody gets it: raises CeremonyRefused if it is not sound.
        """
        self.step("双根签署本次记录")
        number, previous = _next_to(before)
        encoded = canonical_json(
            {
                "form": FORM,
                "number": number,
                "act": self.kind,
                "previous": previous,
                "place": self.session.place,
                "begun": written(self.moment),
                "ended": written(self.session.now()),
                "present": self.session.present(self.custodians),
                "engine": self.engine,
                "steps": self.steps,
                "files": {name: digests_of(content) for name, content in self.files.items()},
                "told": dict(told),
            }
        )
        after = before.with_files({**self.files, **self._transcript(number, encoded, roots)})
        if faults := verify(after):  # a clock that runs behind the last entry, for one
            raise CeremonyRefused("what was made would not be sound: " + "; ".join(faults))
        return after

    def _transcript(self, number: int, encoded: bytes, roots: Mapping[str, Authority]) -> dict[str, bytes]:
        entry = Ceremony({entry_file(number): encoded}).entries[0]
        signatures = {
            signature_file(number, root): sign_cms(
                authority.key, authority.certificate, encoded, detached=True, signed_at=self.session.now()
            )
            for root, authority in roots.items()
        }
        return {entry_file(number): encoded, paper_file(number): paper(entry).encode(), **signatures}


def _tested_engine() -> dict[str, Any]:
    """Raises CeremonyRefused if the engine of this process computes wrongly, or may not touch private keys."""
    tested = self_test()
    if not tested.passed or not tested.guards_private_keys:
        failed = ", ".join(check.name for check in tested.failures) or "it is not fit for private keys"
        raise CeremonyRefused(f"the engine {tested.engine} {tested.version} is refused: {failed}")
    passed = [check.name for check in tested.checks]
    return {"name": tested.engine, "version": tested.version, "passed": passed}


def _next_to(before: Ceremony) -> tuple[int, dict[str, str] | None]:
    """The number of the next entry, and the digests of the last."""
    last: Entry | None = before.entries[-1] if before.files else None
    return (last.number + 1, last.digests) if last else (1, None)
