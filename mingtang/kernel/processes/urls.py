"""Addresses of the processes and decision tables."""

from typing import Any

from django.urls import URLPattern, path

from mingtang.kernel.processes.kinds import DECISIONS, PROCESSES, Kind
from mingtang.kernel.processes.views import definitions, design, rehearsal, tables, versions


def _of(kind: Kind, design_view: Any) -> list[URLPattern]:
    """What both kinds have."""
    one = "workbench/processes/" if kind is PROCESSES else "workbench/processes/decisions/"

    def place(rest: str, view: Any, name: str) -> URLPattern:
        return path(f"{one}{rest}", view, {"kind": kind}, name=f"{kind.name}_{name}")

    return [
        place("", definitions.definition_list, "list"),
        place("new/", definitions.definition_create, "create"),
        place("<int:pk>/", definitions.definition_page, "page"),
        place("<int:pk>/details/", definitions.definition_revise, "revise"),
        place("<int:pk>/design/", design_view, "design"),
        place("<int:pk>/draft/discarding/", definitions.draft_discard, "discard"),
        place("<int:pk>/publication/", versions.publication, "publication"),
        place("<int:pk>/versions/<int:number>/", versions.version_page, "version"),
        place("<int:pk>/versions/<int:number>/file/", definitions.version_file, "file"),
        place("<int:pk>/versions/<int:number>/retirement/", definitions.version_retire, "retirement"),
    ]


PROCESS = {"kind": PROCESSES}
urlpatterns = [
    *_of(PROCESSES, design.process_design),
    *_of(DECISIONS, tables.decision_design),
    path(
        "workbench/processes/<int:pk>/versions/<int:number>/rehearsal/",
        rehearsal.version_rehearsal,
        PROCESS,
        name="process_rehearsal",
    ),
    path(
        "workbench/processes/<int:pk>/differences/", versions.version_differences, PROCESS, name="process_differences"
    ),
]
