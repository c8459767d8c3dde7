"""Every change of forms. A draft is always a readable form: what has faults is never stored."""

import json
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from mingtang.kernel.directory.api import Organ, Refused, Stale
from mingtang.kernel.evidence.api import SYSTEM, Actor, act
from mingtang.kernel.forms import acts
from mingtang.kernel.forms.events import FormPublished, FormRetired
from mingtang.kernel.forms.models import CODE, FormDefinition, FormVersion, State
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


def create_form(actor: Actor, *, code: str, title: str, text: str, organ: Organ | None = None) -> FormDefinition:
    """Create a form with a first draft. Raises Refused for a code that is taken or malformed, Faulty for the document."""
    definition = FormDefinition(code=code, title=title, organ=organ)
    with act(acts.CREATE_FORM, actor, definition) as deed:
        _require_free_code(code)
        form = read_or_refuse(text)
        deed.create(definition)
        deed.create(_draft(actor, definition, form, text, number=1))
    return definition


def _require_free_code(code: str) -> None:
    try:
        CODE(code)
    except ValidationError as error:
        raise Refused(str(error.message), "code") from error
    if FormDefinition.objects.filter(code=code).exists():
        raise Refused("这个代号已经有了。", "code")


def _draft(actor: Actor, definition: FormDefinition, form: Form, text: str, *, number: int) -> FormVersion:
    return FormVersion(
        definition=definition,
        number=number,
        text=text,
        digest=FormVersion.digest_of(form.document),
        author_id=actor.account_id,
        saved_at=timezone.now(),
    )


def save_draft(actor: Actor, definition: FormDefinition, text: str, *, seen: str) -> FormVersion:
    """Write the draft, or open one. `seen` is the digest of the version that was edited.

    Raises Faulty for the document, Stale when somebody else has saved meanwhile.
    """
    with act(acts.SAVE_FORM, actor, definition) as deed:
        form = read_or_refuse(text)
        latest = _locked_latest(definition)
        if latest.digest != seen:
            raise Stale("其他人已经保存了新的内容，您的修改没有写入。请先复制自己的修改，再打开最新内容。", "text")
        if latest.is_draft:
            deed.change(
                latest, text=text, digest=FormVersion.digest_of(form.document),
                author_id=actor.account_id, saved_at=timezone.now(),
            )  # fmt: skip
            return latest
        draft = _draft(actor, definition, form, text, number=latest.number + 1)
        deed.create(draft)
    return draft


def _locked_latest(definition: FormDefinition) -> FormVersion:
    """The newest version; changes of one form wait for one another."""
    FormDefinition.objects.select_for_update().get(pk=definition.pk)
    latest: FormVersion = definition.versions.latest("number")
    return latest


def discard_draft(actor: Actor, definition: FormDefinition) -> None:
    """Delete the draft. Raises Refused when there is none, or nothing would be left."""
    with act(acts.DISCARD_FORM, actor, definition) as deed:
        latest = _locked_latest(definition)
        if not latest.is_draft:
            raise Refused("没有草稿。")
        if latest.number == 1:
            raise Refused("这是唯一的版本，不能放弃。")
        deed.remove(latest)


def publish_draft(actor: Actor, definition: FormDefinition, *, seen: str) -> FormVersion:
    """Publish the draft whose digest was `seen`; the version in force before is retired.

    Raises Stale when the draft has changed since it was looked at, Refused when there is none.
    """
    with act(acts.PUBLISH_FORM, actor, definition) as deed:
        draft = _locked_latest(definition)
        if not draft.is_draft:
            raise Refused("没有草稿可以发布。")
        if draft.digest != seen:
            raise Stale("草稿在您查看之后又有修改，请重新核对再发布。")
        form = read_or_refuse(draft.text)  # a newer program may ask for more than the one that saved it
        for before in definition.versions.filter(state=State.PUBLISHED):
            deed.change(before, state=State.RETIRED)
        deed.change(draft, state=State.PUBLISHED, publisher_id=actor.account_id, published_at=timezone.now())
        deed.change(definition, title=form.title)
        subject = f"form:{definition.pk}"
        deed.announce(FormPublished(subject=subject, code=definition.code, number=draft.number, version_id=draft.pk))
    return draft


def retire_form(actor: Actor, definition: FormDefinition) -> None:
    """Take the form out of force. Raises Refused when no version is."""
    with act(acts.RETIRE_FORM, actor, definition) as deed:
        _locked_latest(definition)
        version = definition.versions.filter(state=State.PUBLISHED).first()
        if version is None:
            raise Refused("没有已发布的版本。")
        deed.change(version, state=State.RETIRED)
        deed.announce(FormRetired(subject=f"form:{definition.pk}", code=definition.code))


@transaction.atomic
def install_form(code: str, title: str, document: Mapping[str, Any], organ: Organ | None = None) -> FormVersion:
    """Publish a form that comes with the program, unless exactly this document was published last; for set-up.

    Raises Faulty.
    """
    text = json.dumps(document, ensure_ascii=False, indent=2)
    definition = FormDefinition.objects.filter(code=code).first()
    if definition is None:
        definition = create_form(SYSTEM, code=code, title=title, text=text, organ=organ)
    latest: FormVersion = definition.versions.latest("number")
    if latest.digest != FormVersion.digest_of(document):
        latest = save_draft(SYSTEM, definition, text, seen=latest.digest)
    return publish_draft(SYSTEM, definition, seen=latest.digest) if latest.is_draft else latest
