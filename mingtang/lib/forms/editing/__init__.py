"""Editing the document of a form a step at a time, as the designer does: every step is a pure function of the document.

A step may leave a document with faults (a condition that asks for a field behind it); `read` then says so, in words.
"""

from mingtang.lib.forms.editing.asking import SIGNS, Clause, Clauses, clauses_of, condition_of
from mingtang.lib.forms.editing.impossible import Impossible
from mingtang.lib.forms.editing.outline import (
    add_field,
    add_section,
    copy_field,
    move_field,
    move_section,
    name_section,
    outlined,
    place_of,
    remove_field,
    remove_section,
    rename_form,
    shift_field,
)
from mingtang.lib.forms.editing.properties import ColumnWish, FieldWish, change_field, wish_of
from mingtang.lib.forms.editing.rules import add_rule, remove_rule
from mingtang.lib.forms.editing.schemas import CELL_KINDS, GROUPS
from mingtang.lib.forms.editing.telling import told

__all__ = [
    "CELL_KINDS",
    "GROUPS",
    "SIGNS",
    "Clause",
    "Clauses",
    "ColumnWish",
    "FieldWish",
    "Impossible",
    "add_field",
    "add_rule",
    "add_section",
    "change_field",
    "clauses_of",
    "condition_of",
    "copy_field",
    "move_field",
    "move_section",
    "name_section",
    "outlined",
    "place_of",
    "remove_field",
    "remove_rule",
    "remove_section",
    "rename_form",
    "shift_field",
    "told",
    "wish_of",
]
