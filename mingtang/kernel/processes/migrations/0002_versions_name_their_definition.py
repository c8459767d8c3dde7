"""Processes and decision tables take the shape of all definitions: a version names its `definition`, keys lead."""

from django.db import migrations, models
from django.db.models import Q

KINDS = ("process", "decision")


def _without_constraints(kind: str) -> list[migrations.RemoveConstraint]:
    of_version = (f"version_of_{kind}", f"one_draft_of_{kind}", f"one_published_of_{kind}")
    of_owner = (f"{kind}_key_of_organ", f"{kind}_key_of_node")
    return [
        *(migrations.RemoveConstraint(f"{kind}version", name) for name in of_version),
        *(migrations.RemoveConstraint(kind, name) for name in of_owner),
    ]


def _with_constraints(kind: str) -> list[migrations.AddConstraint]:
    def one(name: str, fields: list[str], **condition: Q) -> models.UniqueConstraint:
        return models.UniqueConstraint(fields=fields, name=name, **condition)

    version = f"{kind}version"
    constraints = [
        (version, one(f"{version}_number", ["definition", "number"])),
        (version, one(f"{version}_is_the_draft", ["definition"], condition=Q(state="draft"))),
        (version, one(f"{version}_is_published", ["definition"], condition=Q(state="published"))),
        (kind, one(f"{kind}_key_of_organ", ["key", "organ"])),
        (kind, one(f"{kind}_key_of_node", ["key"], condition=Q(organ=None))),
    ]
    return [migrations.AddConstraint(model, constraint) for model, constraint in constraints]


class Migration(migrations.Migration):
    dependencies = [("processes", "0001_definitions_and_versions")]

    operations = [
        *(operation for kind in KINDS for operation in _without_constraints(kind)),
        *(migrations.RenameField(f"{kind}version", kind, "definition") for kind in KINDS),
        *(migrations.AlterModelOptions(kind, {"ordering": ["key"], "verbose_name": name})
          for kind, name in (("process", "流程"), ("decision", "决策表"))),
        *(operation for kind in KINDS for operation in _with_constraints(kind)),
    ]  # fmt: skip
