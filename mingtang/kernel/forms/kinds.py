"""Forms as definitions. A draft is always a readable form: what has faults is never stored."""

from typing import Any

from mingtang.kernel.definitions.api import Kind
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.forms.acts import ACTS
from mingtang.kernel.forms.events import FormPublished, FormRetired
from mingtang.kernel.forms.models import FormDefinition, FormVersion
from mingtang.kernel.forms.permissions import DESIGN_FORMS, PUBLISH_FORMS, READ_FORMS
from mingtang.lib.forms import Fault, Form, read_text


class Faulty(Refused):
    """The document is no form; `faults` are all that is wrong with it."""

    def __init__(self, faults: list[Fault]) -> None:
        more = f"，等 {len(faults)} 处" if len(faults) > 3 else ""
        super().__init__("文档有错误：" + "；".join(map(str, faults[:3])) + more, "text")
        self.faults = faults


def read_or_refuse(text: str) -> Form:
    """The form that `text` describes. Raises Faulty with every fault."""
    form = read_text(text)
    if isinstance(form, list):
        raise Faulty(form)
    return form


class Forms(Kind[FormDefinition, FormVersion, str]):
    noun, unit, body = "表单", "张", "text"
    model, version = FormDefinition, FormVersion
    read, design, publish = READ_FORMS, DESIGN_FORMS, PUBLISH_FORMS
    acts = ACTS
    published, retired = FormPublished, FormRetired

    def columns(self, content: str) -> dict[str, Any]:
        return {"text": content, "digest": FormVersion.digest_of(read_or_refuse(content).document)}

    def judge(self, draft: FormVersion) -> dict[str, Any]:
        read_or_refuse(draft.text)  # a newer program may ask for more than the one that saved it
        return {}

    def title(self, draft: FormVersion) -> str:
        """A form is called what its document calls it."""
        return read_or_refuse(draft.text).title


FORMS = Forms()
