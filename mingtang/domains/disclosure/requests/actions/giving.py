"""Files that go with a request and with its reply: handed in, given whole or redacted, released by a second person."""

from collections.abc import Iterable
from pathlib import PurePath

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils import timezone

from mingtang.domains.disclosure.requests import acts
from mingtang.domains.disclosure.requests.materials import GIVEN, HANDED_IN, target_of
from mingtang.domains.disclosure.requests.models import DisclosureRequest, GivenFile
from mingtang.domains.disclosure.requests.models.given import written
from mingtang.kernel.content.api import File, Material, attach_material, bytes_of, store_file
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, act
from mingtang.lib.pdf.redaction import CannotRedact, Inspection, Marks, inspected_apart, leaks_apart, redact_apart


def hand_in(actor: Actor, request: DisclosureRequest, proofs: Iterable[tuple[str, UploadedFile]]) -> None:
    """Keep what the applicant handed in, each with what it is (身份证明). Whoever brings it has an account. Raises Refused."""
    origin = Material.Origin.SCANNED if actor.kind == "official" else Material.Origin.UPLOADED
    for name, sent in proofs:
        kept = store_file(actor, sent)
        attach_material(actor, kept, target_of(request), name=name, key=HANDED_IN, origin=origin)


def add_file(actor: Actor, request: DisclosureRequest, sent: UploadedFile, *, name: str) -> GivenFile:
    """Add a file to what is given with the reply; it goes out whole unless it is redacted. Raises Refused."""
    if not request.is_open:
        raise Refused("申请已经办结，不能再添加材料。")
    kept = _kept(actor, request, sent, name)
    with act(acts.ADD_FILE, actor, request) as deed:
        given = GivenFile(
            request=request, name=name, original=kept, prepared_by_id=actor.account_id, prepared_at=timezone.now()
        )
        deed.create(given)
    return given


def redact_file(actor: Actor, given: GivenFile, marks: Marks) -> None:
    """Make a new file without what is marked, from the original, instead of an earlier one. Raises Refused.

    Not inside a transaction: it takes some seconds in a process of its own.
    """
    _require_waiting(given)
    if given.original.content.kind != "pdf":
        raise Refused("只能处理 PDF 文件，请先转换为 PDF。")
    try:
        made = redact_apart(bytes_of(given.original), marks, fonts=[settings.FONTS])
    except CannotRedact as fault:
        raise Refused(str(fault), "strings") from None
    name = f"{PurePath(given.original.name).stem}（处理后）.pdf"
    kept = _kept(actor, given.request, SimpleUploadedFile(name, made.pdf, "application/pdf"), given.name)
    with act(acts.REDACT_FILE, actor, given.request) as deed:
        left_out = f"，去掉 {made.unseen} 个看不见的字" if made.unseen else ""
        deed.note = f"{given.name}：隐去 {made.places} 处文字、{len(marks.regions)} 个区域{left_out}"
        deed.change(
            given, redacted=kept, strings=list(marks.strings), regions=[written(each) for each in marks.regions],
            prepared_by_id=actor.account_id, prepared_at=timezone.now(),
        )  # fmt: skip


def inspected(given: GivenFile) -> Inspection:
    """What is in the original that whoever gives it out should know, while it waits; nothing of files that cannot be read."""
    if given.original.content.kind != "pdf" or given.released_at:
        return Inspection()
    try:
        return inspected_apart(bytes_of(given.original))
    except CannotRedact:
        return Inspection()


def release_file(actor: Actor, given: GivenFile) -> None:
    """Let a file go out with the reply, as somebody else than who prepared it. Raises Refused, also when anything masked is
    found again in what would go out.
    """
    _require_waiting(given)
    if given.prepared_by_id == actor.account_id:
        raise Refused("处理材料的人不能核对放行。")
    if given.redacted and (found := _found_again(given)):
        raise Refused(f"处理后的文件仍能找到应当隐去的内容，不能放行：{'、'.join(found)}。请重新处理。")
    with act(acts.RELEASE_FILE, actor, given.request) as deed:
        deed.change(given, released_by_id=actor.account_id, released_at=timezone.now())


def _found_again(given: GivenFile) -> list[str]:
    try:
        return leaks_apart(bytes_of(given.redacted), given.strings)
    except CannotRedact as fault:
        raise Refused(f"处理后的文件不能核对：{fault}") from None


def _require_waiting(given: GivenFile) -> None:
    if given.released_at:
        raise Refused("材料已经放行，不能再处理。")


def _kept(actor: Actor, request: DisclosureRequest, sent: UploadedFile, name: str) -> File:
    """The file in the store, readable for those who may read the request."""
    kept = store_file(actor, sent)
    attach_material(actor, kept, target_of(request), name=name, key=GIVEN)
    return kept
