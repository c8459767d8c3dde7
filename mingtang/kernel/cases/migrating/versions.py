"""Two versions of one process with the mapping between them, and what can become of a case that stands in the newer one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from mingtang.kernel.cases.migrating.likeness import changed_joins
from mingtang.kernel.cases.migrating.mapping import complete_mapping
from mingtang.kernel.cases.migrating.transfer import Obstacle, Transfer, Versions, as_explored, transfer
from mingtang.kernel.processes.api import ProcessVersion, net_of, vocabulary_of
from mingtang.lib.flow import Net, State
from mingtang.lib.flow.check import Finding, FindingKind, check_from
from mingtang.lib.flow.check.exploring import Marking, marking_of


class CannotMigrate(ValueError):
    """The two versions do not belong together, or the target is not published. The message is for the user."""


@dataclass
class Passage:
    """The way from one version to another; remembers what it found out about markings, so that cases alike cost once."""

    versions: Versions
    _outlooks: dict[Marking, tuple[Finding, ...]] = field(default_factory=dict)

    def move(self, state: State, passed: set[str], now: datetime) -> Transfer:
        """`transfer`, refused also when some run from there would never end."""
        moved = transfer(self.versions, state, passed, now)
        if moved.obstacles:
            return moved
        obstacles = tuple(self._obstacles(moved.state))
        return Transfer(moved.fates, obstacles, moved.severed, moved.state, moved.effects)

    def _obstacles(self, state: State) -> Iterator[Obstacle]:
        """What would keep the case from ending. Where not all ways can be tried, joins must be what they were."""
        for finding in self._outlook(state):
            if finding.kind is not FindingKind.TOO_LARGE:
                yield Obstacle("", f"变更后不能正常办结：{finding.message}")
                continue
            for node in changed_joins(self.versions.old, self.versions.new, self.versions.mapping):
                yield Obstacle("", f"流程太大，不能逐一检查，而“{node.title}”汇合的分支有变化")

    def _outlook(self, state: State) -> tuple[Finding, ...]:
        explored = as_explored(state)
        marking = marking_of(explored)
        if marking not in self._outlooks:
            self._outlooks[marking] = check_from(self.versions.new, explored)
        return self._outlooks[marking]

    def title(self, node: str) -> str:
        """What an element of the old version is called."""
        return self.versions.old[node].title if node in self.versions.old else node


def passage(source: ProcessVersion, target: ProcessVersion, mapping: Mapping[str, str]) -> Passage:
    """The way from `source` to `target` with the suggested mapping and what was `given` over it. Raises CannotMigrate."""
    if source.definition_id != target.definition_id:
        raise CannotMigrate("只能在同一流程的版本之间变更。")
    if source.pk == target.pk:
        raise CannotMigrate("新旧版本相同。")
    if target.is_draft or source.is_draft:
        raise CannotMigrate("草稿不能运行案件，请先发布。")
    old, new = net_of(source.pk), net_of(target.pk)
    _require_known(old, new, mapping)
    return Passage(Versions(old, new, complete_mapping(old, new, mapping), vocabulary_of(target.pk)))


def _require_known(old: Net, new: Net, mapping: Mapping[str, str]) -> None:
    for before, after in mapping.items():
        if before not in old:
            raise CannotMigrate(f"原版本没有环节 {before}。")
        if after and after not in new:
            raise CannotMigrate(f"新版本没有环节 {after}。")
