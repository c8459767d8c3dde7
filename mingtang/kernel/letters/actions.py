"""Every change of templates. A draft may hold faults in its source, so that one can go on later; publishing sets it once."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from mingtang.kernel.directory.api import Organ, Refused, Stale
from mingtang.kernel.evidence.api import SYSTEM, Actor, act
from mingtang.kernel.letters import acts
from mingtang.kernel.letters.events import LetterTemplatePublished, LetterTemplateRetired
from mingtang.kernel.letters.models import CODE, LetterTemplate, LetterVersion, State
from mingtang.kernel.letters.rules import (
    LONGEST_DATA,
    LONGEST_SOURCE,
    BadTemplate,
    Variables,
    read_sample,
    read_variables,
)
from mingtang.kernel.letters.typesetting import CannotSet, SourceFault, typesetter


@dataclass(frozen=True)
class Content:
    """What a version is made of, as it is written: typst source, lines of variables, JSON text."""

    source: str
    variables: str
    sample: str

    def read(self) -> tuple[Variables, dict[str, Any]]:
        """Variables and sample data. Raises Refused for the part at fault."""
        if len(self.source) > LONGEST_SOURCE or len(self.sample) > LONGEST_DATA:
            raise Refused("源文或示例数据太长。", "source")
        try:
            variables = read_variables(self.variables)
            return variables, read_sample(self.sample, variables)
        except BadTemplate as fault:
            raise Refused(str(fault), fault.part) from fault


class NotSettable(Refused):
    """The source cannot be set with the sample data; `faults` say where."""

    def __init__(self, error: CannotSet) -> None:
        super().__init__(f"不能发布，源文有错误：{error}", "source")
        self.faults: list[SourceFault] = error.faults


def create_template(
    actor: Actor, *, code: str, title: str, content: Content, organ: Organ | None = None
) -> LetterTemplate:
    """Create a template with a first draft. Raises Refused for a code that is taken, or a malformed part."""
    template = LetterTemplate(code=code, title=title, organ=organ)
    with act(acts.CREATE_TEMPLATE, actor, template) as deed:
        _require_free_code(code)
        version = _draft(actor, template, content, number=1)
        deed.create(template)
        version.template = template
        deed.create(version)
    return template


def _require_free_code(code: str) -> None:
    try:
        CODE(code)
    except ValidationError as error:
        raise Refused(str(error.message), "code") from error
    if LetterTemplate.objects.filter(code=code).exists():
        raise Refused("这个代号已经有了。", "code")


def _values(actor: Actor, content: Content) -> dict[str, Any]:
    variables, _ = content.read()
    return {
        "source": content.source,
        "variables": variables,
        "sample": content.sample,
        "digest": LetterVersion.digest_of(content.source, variables, content.sample),
        "author_id": actor.account_id,
        "saved_at": timezone.now(),
    }


def _draft(actor: Actor, template: LetterTemplate, content: Content, *, number: int) -> LetterVersion:
    return LetterVersion(template=template, number=number, **_values(actor, content))


def save_draft(actor: Actor, template: LetterTemplate, content: Content, *, seen: str) -> LetterVersion:
    """Write the draft, or open one. `seen` is the digest of the version that was edited. Raises Refused, Stale."""
    with act(acts.SAVE_TEMPLATE, actor, template) as deed:
        values = _values(actor, content)
        latest = _locked_latest(template)
        if latest.digest != seen:
            raise Stale("其他人已经保存了新的内容，您的修改没有写入。请先复制自己的修改，再打开最新内容。", "source")
        if latest.is_draft:
            deed.change(latest, **values)
            return latest
        draft = LetterVersion(template=template, number=latest.number + 1, **values)
        deed.create(draft)
    return draft


def _locked_latest(template: LetterTemplate) -> LetterVersion:
    """The newest version; changes of one template wait for one another."""
    LetterTemplate.objects.select_for_update().get(pk=template.pk)
    latest: LetterVersion = template.versions.latest("number")
    return latest


def discard_draft(actor: Actor, template: LetterTemplate) -> None:
    """Delete the draft. Raises Refused when there is none, or nothing would be left."""
    with act(acts.DISCARD_TEMPLATE, actor, template) as deed:
        latest = _locked_latest(template)
        if not latest.is_draft:
            raise Refused("没有草稿。")
        if latest.number == 1:
            raise Refused("这是唯一的版本，不能放弃。")
        deed.remove(latest)


def publish_draft(actor: Actor, template: LetterTemplate, *, seen: str) -> LetterVersion:
    """Publish the draft whose digest was `seen`, after it could be set with its sample data.

    Raises NotSettable, Stale when the draft has changed since it was looked at, Refused when there is none.
    """
    _require_settable(template, seen)  # outside the transaction: it takes time, and the digest says what was set
    return _publish(actor, template, seen)


def _publish(actor: Actor, template: LetterTemplate, seen: str) -> LetterVersion:
    with act(acts.PUBLISH_TEMPLATE, actor, template) as deed:
        draft = _locked_latest(template)
        if not draft.is_draft:
            raise Refused("没有草稿可以发布。")
        if draft.digest != seen:
            raise Stale("草稿在您查看之后又有修改，请重新核对再发布。")
        for before in template.versions.filter(state=State.PUBLISHED):
            deed.change(before, state=State.RETIRED)
        deed.change(draft, state=State.PUBLISHED, publisher_id=actor.account_id, published_at=timezone.now())
        subject = f"letter:{template.pk}"
        deed.announce(
            LetterTemplatePublished(subject=subject, code=template.code, number=draft.number, version_id=draft.pk)
        )
    return draft


def _require_settable(template: LetterTemplate, seen: str) -> None:
    draft = template.versions.filter(state=State.DRAFT, digest=seen).first()
    if draft is not None:
        try:
            typesetter.set(draft.source, read_sample(draft.sample, draft.variables))
        except CannotSet as error:
            raise NotSettable(error) from error


def retire_template(actor: Actor, template: LetterTemplate) -> None:
    """Take the template out of force. Raises Refused when no version is."""
    with act(acts.RETIRE_TEMPLATE, actor, template) as deed:
        _locked_latest(template)
        version = template.versions.filter(state=State.PUBLISHED).first()
        if version is None:
            raise Refused("没有已发布的版本。")
        deed.change(version, state=State.RETIRED)
        deed.announce(LetterTemplateRetired(subject=f"letter:{template.pk}", code=template.code))


@transaction.atomic
def install_template(code: str, title: str, content: Content, organ: Organ | None = None) -> LetterVersion:
    """Publish a template that comes with the program, unless exactly it was published last; for set-up.

    It is not set first: tests of the program have done that, and set-up must not wait for it. Raises Refused.
    """
    template = LetterTemplate.objects.filter(code=code).first()
    if template is None:
        template = create_template(SYSTEM, code=code, title=title, content=content, organ=organ)
    latest: LetterVersion = template.versions.latest("number")
    if latest.digest != LetterVersion.digest_of(content.source, content.read()[0], content.sample):
        latest = save_draft(SYSTEM, template, content, seen=latest.digest)
    return _publish(SYSTEM, template, latest.digest) if latest.is_draft else latest
