"""Nets and decision tables of versions, compiled once a process: what is published never changes."""

from mingtang.kernel.definitions.api import State, serving
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.processes.models import DecisionVersion, ProcessVersion
from mingtang.kernel.processes.vocabulary import no_answer, registered_rules, registered_services
from mingtang.lib.flow import Net, Vocabulary, compile_bpmn
from mingtang.lib.flow.bpmn import Fault
from mingtang.lib.flow.decisions import DecisionTable, compile_dmn
from mingtang.lib.flow.drawing import Picture, picture_of

MOST_KEPT = 500


class Unsound(Refused):
    """The content does not compile; `faults` say where and why."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("；".join(f"{fault.element or '文件'}：{fault.message}" for fault in faults[:5]))
        self.faults = faults


def net_of(version_id: int) -> Net:
    """The net of a version; no statement when it was asked for before and is published. Raises Unsound for drafts with faults."""
    return _compiled(version_id)[0]


def vocabulary_of(version_id: int) -> Vocabulary:
    """What the rule and service tasks of a version call: the decision tables it was published with, and what is registered."""
    return _compiled(version_id)[1]


def _compiled(version_id: int) -> tuple[Net, Vocabulary]:
    if version_id in _kept:
        return _kept[version_id]
    version = ProcessVersion.objects.select_related("definition").get(pk=version_id)
    vocabulary = _vocabulary(version)
    net = compile_bpmn(version.xml.encode(), vocabulary=vocabulary)
    if not isinstance(net, Net):
        raise Unsound(net)
    if not version.is_draft:
        _keep(version_id, (net, vocabulary))
    return net, vocabulary


def picture_of_version(version_id: int) -> Picture:
    """The picture of a version, kept like its net."""
    if version_id in _pictures:
        return _pictures[version_id]
    version = ProcessVersion.objects.only("xml", "state").get(pk=version_id)
    picture = picture_of(version.xml.encode())
    if not version.is_draft and len(_pictures) < MOST_KEPT:
        _pictures[version_id] = picture
    return picture


_pictures: dict[int, Picture] = {}
_kept: dict[int, tuple[Net, Vocabulary]] = {}


def forget(version_id: int) -> None:
    """Called when a version is published: a transaction that was rolled back may have used the same id before."""
    _kept.pop(version_id, None)
    _pictures.pop(version_id, None)


def _keep(version_id: int, compiled: tuple[Net, Vocabulary]) -> None:
    if len(_kept) >= MOST_KEPT:
        _kept.pop(next(iter(_kept)), None)
    _kept[version_id] = compiled


def _vocabulary(version: ProcessVersion) -> Vocabulary:
    if version.is_draft:
        return vocabulary_for(version.definition.organ_id)
    tables = {key: table_of(pk).as_rule for key, pk in version.pinned.items()}
    return Vocabulary({**registered_rules(), **tables}, registered_services())


def vocabulary_for(organ_id: int | None) -> Vocabulary:
    """What a draft of this organ may call today; of decision tables the names alone count."""
    tables = dict.fromkeys(available_decisions(organ_id), no_answer)
    return Vocabulary({**tables, **registered_rules()}, registered_services())


def available_decisions(organ_id: int | None) -> dict[str, int]:
    """The published versions of decision tables by key, the nearest up the tree before the node's; one statement."""
    rows = serving(DecisionVersion.objects.filter(state=State.PUBLISHED), organ_id)
    return dict(rows.values_list("definition__key", "pk"))


def table_of(version_id: int) -> DecisionTable:
    """The table of a decision version. Raises Unsound for drafts with faults."""
    version = DecisionVersion.objects.get(pk=version_id)
    table = compile_dmn(version.xml.encode())
    if not isinstance(table, DecisionTable):
        raise Unsound(table)
    return table
