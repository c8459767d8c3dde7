"""Addresses of the processes and decision tables."""

from typing import Any

from django.urls import URLPattern, path

from mingtang.kernel.definitions.views import draft_discard, version_retire
from mingtang.kernel.processes.kinds import DECISIONS, PROCESSES, DrawnKind
from mingtang.kernel.processes.views import definitions, design, rehearsal, tables, versions


def _place(kind: DrawnKind[Any, Any], rest: str, view: Any, name: str) -> URLPattern:
    root = "workbench/processes/" if kind is PROCESSES else "workbench/processes/decisions/"
    return path(f"{root}{rest}", view, {"kind": kind}, name=f"{kind.model.word}_{name}")


def _of(kind: DrawnKind[Any, Any], design_view: Any) -> list[URLPattern]:
    """What both kinds have."""
    return [
        _place(kind, "", definitions.definition_list, "list"),
        _place(kind, "new/", definitions.definition_create, "create"),
        _place(kind, "<int:pk>/", definitions.definition_page, "page"),
        _place(kind, "<int:pk>/details/", definitions.definition_revise, "revise"),
        _place(kind, "<int:pk>/design/", design_view, "design"),
        _place(kind, "<int:pk>/draft/discarding/", draft_discard, "discard"),
        _place(kind, "<int:pk>/publication/", versions.publication, "publication"),
        _place(kind, "<int:pk>/versions/<int:number>/", versions.version_page, "version"),
        _place(kind, "<int:pk>/versions/<int:number>/file/", definitions.version_file, "file"),
        _place(kind, "<int:pk>/versions/<int:number>/retirement/", version_retire, "retirement"),
    ]


urlpatterns = [
    *_of(PROCESSES, design.process_design),
    *_of(DECISIONS, tables.decision_design),
    _place(PROCESSES, "<int:pk>/versions/<int:number>/rehearsal/", rehearsal.version_rehearsal, "rehearsal"),
    _place(PROCESSES, "<int:pk>/differences/", versions.version_differences, "differences"),
]
