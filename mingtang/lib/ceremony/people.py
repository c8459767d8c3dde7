"""Who is there, where and when: nobody is both witness and custodian."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from mingtang.lib.ceremony.faults import CeremonyRefused


@dataclass(frozen=True, slots=True)
class Session:
    """One meeting: its place, who leads it, the auditor who witnesses it, and a clock (aware moments)."""

    place: str
    master: str
    auditor: str
    clock: Callable[[], datetime]

    def now(self) -> datetime:
        """The moment in UTC, whole seconds."""
        return self.clock().astimezone(UTC).replace(microsecond=0)

    def require_fit_for(self, custodians: Sequence[str]) -> None:
        """Raises CeremonyRefused unless all are named, custodians are different people, and the auditor is none of the rest."""
        if not all(name.strip() for name in (self.place, self.master, self.auditor, *custodians)):
            raise CeremonyRefused("the place and everybody present are named")
        if len(set(custodians)) < len(custodians):
            raise CeremonyRefused("a custodian is named twice: each share has a keeper of its own")
        if self.auditor in (self.master, *custodians):
            raise CeremonyRefused(f"{self.auditor} witnesses as auditor, and so neither leads nor keeps a share")

    def present(self, custodians: Sequence[str]) -> list[dict[str, str]]:
        """People and their roles, for the transcript."""
        others = [{"name": name, "role": "custodian"} for name in custodians]
        return [{"name": self.master, "role": "master"}, *others, {"name": self.auditor, "role": "auditor"}]


def written(moment: datetime) -> str:
    """`2026-11-23T08:00:00Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment_written(text: str) -> datetime:
    """The moment that `written` wrote. Raises ValueError."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
