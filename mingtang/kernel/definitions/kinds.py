"""A kind of definition: the one place where an app says what is its own; this room does the rest."""

from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from django.urls import reverse

from mingtang.kernel.definitions.events import VersionPublished, VersionRetired
from mingtang.kernel.definitions.models import Definition, Version
from mingtang.kernel.evidence.api import Act, Permission, declare_act

D = TypeVar("D", bound=Definition)
V = TypeVar("V", bound=Version)
Content = TypeVar("Content")


@dataclass(frozen=True)
class Acts:
    """The kinds of acts on definitions of one kind."""

    create: Act
    revise: Act
    save_draft: Act
    discard_draft: Act
    publish: Act
    retire: Act


def declare_acts(app: str, noun: str, *, design: Permission, publish: Permission) -> Acts:
    """Declare the acts of an app on its definitions, each with the permission it asks for."""
    return Acts(
        create=declare_act(f"{app}.create", f"建立{noun}", design),
        revise=declare_act(f"{app}.revise", f"修改{noun}名称", design),
        save_draft=declare_act(f"{app}.save_draft", f"保存{noun}草稿", design),
        discard_draft=declare_act(f"{app}.discard_draft", f"放弃{noun}草稿", design),
        publish=declare_act(f"{app}.publish", f"发布{noun}", publish),
        retire=declare_act(f"{app}.retire", f"停用{noun}", publish),
    )


class Kind(Generic[D, V, Content]):
    """Base of the kinds. `Content` is a content as it is written, `body` the column where its faults are told.

    `columns` and `judge` decide what may be a draft and what may be published; the rest are names.
    """

    noun: ClassVar[str]
    unit: ClassVar[str] = "个"
    body: ClassVar[str]
    model: type[D]
    version: type[V]
    read: ClassVar[Permission]
    design: ClassVar[Permission]
    publish: ClassVar[Permission]
    acts: ClassVar[Acts]
    published: ClassVar[type[VersionPublished]]
    retired: ClassVar[type[VersionRetired]]

    def columns(self, content: Content) -> dict[str, Any]:
        """The columns of a version that hold `content`, its `digest` among them. Raises Refused for what is no draft."""
        raise NotImplementedError

    def prove(self, draft: V) -> None:
        """Try a draft before it is published, outside the transaction, where it may take time. Raises Refused."""

    def judge(self, draft: V) -> dict[str, Any]:
        """Judge a draft that is being published; answers columns to set with it. Raises Refused when it is not fit."""
        return {}

    def title(self, draft: V) -> str:
        """What the definition is called once the draft is published."""
        return str(draft.definition.title)

    def url(self, place: str, *args: Any) -> str:
        """The address of a page of this kind."""
        return reverse(f"{self.model.word}_{place}", args=args)
