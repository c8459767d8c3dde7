"""Forms as documents: a subset of JSON Schema 2020-12 with a `ui` block, read, checked, and described, without a framework.

One document makes the page, the contract of the API and the read-only view; conditions are those of `lib.flow`.
"""

from mingtang.lib.forms.amounts import amount_in_words, yuan
from mingtang.lib.forms.contract import contract
from mingtang.lib.forms.difference import Change, differences
from mingtang.lib.forms.faults import Fault
from mingtang.lib.forms.form import PREFILLS, Choice, Field, Form, Rule, Section
from mingtang.lib.forms.kinds import KINDS, Kind, Names
from mingtang.lib.forms.narrowing import without
from mingtang.lib.forms.reading import read, read_text
from mingtang.lib.forms.validation import Errors, shown, typed, validate, visible_fields
from mingtang.lib.forms.wording import in_words

__all__ = [
    "KINDS",
    "PREFILLS",
    "Change",
    "Choice",
    "Errors",
    "Fault",
    "Field",
    "Form",
    "Kind",
    "Names",
    "Rule",
    "Section",
    "amount_in_words",
    "contract",
    "differences",
    "in_words",
    "read",
    "read_text",
    "shown",
    "typed",
    "validate",
    "visible_fields",
    "without",
    "yuan",
]
