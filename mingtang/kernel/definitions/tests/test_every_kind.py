"""What holds for definitions of every kind, asked of the kinds that there are."""

import json
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from mingtang.kernel.definitions import api as definitions
from mingtang.kernel.definitions.api import Kind, State
from mingtang.kernel.directory.api import Refused, Stale
from mingtang.kernel.evidence.api import SYSTEM, NotPermitted
from mingtang.kernel.evidence.models import Fact, Record
from mingtang.kernel.forms.kinds import FORMS
from mingtang.kernel.letters.kinds import LETTERS, Content
from mingtang.kernel.processes.kinds import DECISIONS, PROCESSES
from mingtang.kernel.processes.tables import InputColumn, OutputColumn, Table, written_table
from mingtang.lib.flow.tests.drawing import sequence
from mingtang.lib.forms.tests.documents import OPENING
from tests.world import World

pytestmark = pytest.mark.django_db


def _table(days: str) -> str:
    return written_table(Table("days", "时限", "F", [InputColumn("数", "n")], [OutputColumn("days")], [["-", days]]))


def _letter(words: str) -> Content:
    return Content(words, "name 姓名\n", '{"name": "林叙"}')


@dataclass(frozen=True)
class Sample:
    """A kind and three contents of it."""

    kind: Kind[Any, Any, Any]
    first: Any
    second: Any
    third: Any

    def create(self, actor: Any = SYSTEM, **more: Any) -> Any:
        return definitions.create_definition(actor, self.kind, key="sample", title="示例", content=self.first, **more)

    def install(self, content: Any, **more: Any) -> Any:
        return definitions.install_definition(SYSTEM, self.kind, key="sample", title="示例", content=content, **more)

    def save(self, definition: Any, content: Any, seen: str, actor: Any = SYSTEM) -> Any:
        return definitions.save_draft(actor, self.kind, definition, content, seen=seen)

    def publish(self, definition: Any, seen: str, actor: Any = SYSTEM) -> Any:
        return definitions.publish_draft(actor, self.kind, definition, seen=seen, proven=True)

    def in_force(self, organ_id: int | None = None) -> Any:
        return definitions.published_version(self.kind, "sample", organ_id)


SAMPLES = [
    Sample(PROCESSES, *(sequence(*steps).xml().decode() for steps in ("a", "ab", "abc"))),
    Sample(DECISIONS, *(_table(days) for days in ("5", "10", "20"))),
    Sample(FORMS, *(json.dumps({**OPENING, "title": title}) for title in ("示例", "示例二", "示例三"))),
    Sample(LETTERS, *(_letter(words) for words in ("甲", "乙", "丙"))),
]


@pytest.fixture(params=SAMPLES, ids=lambda sample: sample.kind.model.word)
def sample(request: pytest.FixtureRequest) -> Sample:
    return request.param


def test_a_version_is_drafted_published_replaced_and_retired(sample: Sample) -> None:
    definition = sample.create()
    first = sample.publish(definition, definition.versions.get().digest)
    assert sample.in_force() == first
    draft = sample.save(definition, sample.second, first.digest)
    assert sample.save(definition, sample.third, draft.digest) == draft
    assert (sample.in_force(), draft.number) == (first, 2)
    second = sample.publish(definition, definition.versions.latest("number").digest)
    first.refresh_from_db()
    assert (sample.in_force(), first.state) == (second, State.RETIRED)
    definitions.retire_version(SYSTEM, sample.kind, second)
    assert sample.in_force() is None
    with pytest.raises(Refused):
        definitions.retire_version(SYSTEM, sample.kind, second)


def test_what_is_done_is_recorded_without_the_content_and_told(sample: Sample) -> None:
    version = sample.install(sample.first)
    definitions.retire_version(SYSTEM, sample.kind, version)
    published, retired = Fact.objects.order_by("pk")
    assert (published.name, retired.name) == (sample.kind.published.name, sample.kind.retired.name)
    assert published.subject == f"{sample.kind.model.word}:{version.definition_id}"
    told = {"definition_id": version.definition_id, "version_id": version.pk, "key": "sample", "number": 1}
    assert published.data == retired.data == told
    acts = list(Record.objects.order_by("pk").values_list("act", flat=True))
    assert acts == [each.code for each in (sample.kind.acts.create, sample.kind.acts.publish, sample.kind.acts.retire)]
    created = next(change["after"] for change in Record.objects.earliest("pk").changes if "digest" in change["after"])
    assert all(created[column].keys() == {"sm3"} for column in version.confidential)


def test_what_somebody_else_saved_is_neither_overwritten_nor_published_unseen(sample: Sample) -> None:
    definition = sample.create()
    seen = definition.versions.get().digest
    sample.save(definition, sample.second, seen)
    with pytest.raises(Stale, match="其他人已经保存"):
        sample.save(definition, sample.third, seen)
    with pytest.raises(Stale, match="又有改动"):
        sample.publish(definition, seen)
    assert definition.versions.get().state == State.DRAFT


def test_a_draft_is_discarded_unless_nothing_would_be_left(sample: Sample) -> None:
    version = sample.install(sample.first)
    with pytest.raises(Refused, match="没有草稿"):
        definitions.discard_draft(SYSTEM, sample.kind, version.definition)
    sample.save(version.definition, sample.second, version.digest)
    definitions.discard_draft(SYSTEM, sample.kind, version.definition)
    assert list(version.definition.versions.all()) == [version]
    version.definition.versions.update(state=State.DRAFT)
    with pytest.raises(Refused, match="唯一的版本"):
        definitions.discard_draft(SYSTEM, sample.kind, version.definition)


def test_the_database_keeps_one_draft_and_one_published_version(sample: Sample) -> None:
    version = sample.install(sample.first)
    draft = sample.save(version.definition, sample.second, version.digest)
    for row, state in ((version, State.DRAFT), (draft, State.PUBLISHED)):
        with pytest.raises(IntegrityError), transaction.atomic():
            version.definition.versions.filter(pk=row.pk).update(state=state)


def test_a_key_is_taken_once_for_each_organ_and_once_for_the_node(sample: Sample, world: World) -> None:
    bureau = world.organ("housing-bureau")
    for organ in (None, bureau):
        sample.create(organ=organ)
        with pytest.raises(Refused, match="已经有了"):
            sample.create(organ=organ)
        with pytest.raises(IntegrityError), transaction.atomic():
            sample.kind.model.objects.create(key="sample", title="示例", organ=organ)
    with pytest.raises(Refused, match="小写字母"):
        definitions.create_definition(SYSTEM, sample.kind, key="Sample 1", title="示例", content=sample.first)


def test_the_nearest_organ_up_the_tree_comes_before_the_node_in_one_statement(sample: Sample, world: World) -> None:
    bureau, county = world.organ("housing-bureau"), world.organ("county-market-bureau")
    nodes = sample.install(sample.first)
    superiors = sample.install(sample.second, organ=bureau.superior)
    own = sample.install(sample.third, organ=bureau)
    with CaptureQueriesContext(connection) as seen:
        assert sample.in_force(bureau.pk) == own
    assert len(seen) == 1
    assert sample.in_force(bureau.superior_id) == superiors
    assert sample.in_force() == nodes
    definitions.retire_version(SYSTEM, sample.kind, own)
    assert sample.in_force(bureau.pk) == superiors
    definitions.retire_version(SYSTEM, sample.kind, superiors)
    assert sample.in_force(bureau.pk) == sample.in_force(county.pk) == nodes
    assert definitions.published_versions(sample.kind, county.pk).count(nodes) == 1


def test_who_reads_any_reads_the_nodes_and_changes_only_those_in_reach(sample: Sample, world: World) -> None:
    officer = world.actor("county_system_officer")
    nodes, bureaus = sample.create(), sample.create(organ=world.organ("housing-bureau"))
    visible = definitions.definitions_visible_to(officer, sample.kind)
    assert nodes in visible
    assert bureaus not in visible
    with pytest.raises(NotPermitted):
        sample.save(nodes, sample.second, nodes.versions.get().digest, actor=officer)
    with pytest.raises(NotPermitted):
        sample.publish(nodes, nodes.versions.get().digest, actor=officer)
    assert not definitions.definitions_visible_to(world.actor("official"), sample.kind).exists()


def test_where_four_eyes_are_asked_for_the_author_does_not_publish(sample: Sample, world: World, settings: Any) -> None:
    settings.PUBLISH_BY_ANOTHER = True
    author = world.actor("system_officer")
    definition = sample.create(author)
    seen = definition.versions.get().digest
    with pytest.raises(Refused, match="设计人以外"):
        sample.publish(definition, seen, actor=author)
    assert sample.publish(definition, seen).state == State.PUBLISHED


def test_installing_again_leaves_what_the_node_has_changed_or_retired(sample: Sample) -> None:
    version = sample.install(sample.first)
    assert sample.install(sample.first) == version
    sample.save(version.definition, sample.second, version.digest)
    nodes = sample.publish(version.definition, version.definition.versions.latest("number").digest)
    assert sample.install(sample.first) == version
    assert sample.in_force() == nodes
    programs = sample.install(sample.third)
    assert sample.in_force() == programs
    definitions.retire_version(SYSTEM, sample.kind, programs)
    assert sample.install(sample.third) == programs
    assert sample.in_force() is None
