"""Templates as definitions. A draft may hold faults in its source, so that one can go on later; publishing sets it once."""

from dataclasses import dataclass
from typing import Any

from mingtang.kernel.definitions.api import Kind
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.letters.acts import ACTS
from mingtang.kernel.letters.events import LetterTemplatePublished, LetterTemplateRetired
from mingtang.kernel.letters.models import LetterTemplate, LetterVersion
from mingtang.kernel.letters.permissions import DESIGN_LETTERS, PUBLISH_LETTERS, READ_LETTERS
from mingtang.kernel.letters.rules import (
    LONGEST_DATA,
    LONGEST_SOURCE,
    BadTemplate,
    Variables,
    read_sample,
    read_variables,
)
from mingtang.kernel.letters.typesetting import CannotSet, SourceFault, typesetter
from mingtang.lib.digests import canonical_json, sm3_hex


@dataclass(frozen=True)
class Content:
    """What a version is made of, as it is written: typst source, lines of variables, JSON text."""

    source: str
    variables: str
    sample: str

    def read(self) -> Variables:
        """The variables. Raises Refused for the part at fault."""
        if len(self.source) > LONGEST_SOURCE or len(self.sample) > LONGEST_DATA:
            raise Refused("源文或示例数据太长。", "source")
        try:
            variables = read_variables(self.variables)
            read_sample(self.sample, variables)
        except BadTemplate as fault:
            raise Refused(str(fault), fault.part) from fault
        return variables


class NotSettable(Refused):
    """The source cannot be set with the sample data; `faults` say where."""

    def __init__(self, error: CannotSet) -> None:
        super().__init__(f"不能发布，源文有错误：{error}", "source")
        self.faults: list[SourceFault] = error.faults


class Letters(Kind[LetterTemplate, LetterVersion, Content]):
    noun, body = "文书模板", "source"
    model, version = LetterTemplate, LetterVersion
    read, design, publish = READ_LETTERS, DESIGN_LETTERS, PUBLISH_LETTERS
    acts = ACTS
    published, retired = LetterTemplatePublished, LetterTemplateRetired

    def columns(self, content: Content) -> dict[str, Any]:
        columns = {"source": content.source, "variables": content.read(), "sample": content.sample}
        return columns | {"digest": sm3_hex(canonical_json(columns))}

    def prove(self, draft: LetterVersion) -> None:
        try:
            typesetter.set(draft.source, read_sample(draft.sample, draft.variables))
        except CannotSet as error:
            raise NotSettable(error) from error


LETTERS = Letters()
