"""Writing manuscripts: beginning, saving (every version is kept), pictures and attachments, handing in, giving up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from mingtang.domains.portal.editing import acts
from mingtang.domains.portal.editing.actions.stepping import complete, open_step
from mingtang.domains.portal.editing.models import Manuscript, ManuscriptFile, ManuscriptVersion
from mingtang.domains.portal.editing.permissions import WRITE_MANUSCRIPTS
from mingtang.domains.portal.editing.queries.checking import findings_of
from mingtang.domains.portal.editing.queries.manuscripts import portal_of, way_of
from mingtang.domains.portal.editing.rules import ABANDONED, CASE_TYPE, SUBMITTED
from mingtang.domains.portal.editing.texts import files_of_article
from mingtang.domains.portal.sites.api import ArticleFile, ArticlePage, ColumnPage, PortalSite, why_reserved
from mingtang.kernel.cases.api import open_case
from mingtang.kernel.content.api import Target, attach_material, store_file
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, Deed, act
from mingtang.lib.proofreading import BLOCK, WARN, Finding, digest_of

LABEL = "portal_editing.manuscript"
"""Under which files of manuscripts are attached: whoever may read a manuscript may read them."""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What somebody writes; `body` in the notation of `notation.py`. `lane` and `urgency` say how it is to be reviewed."""

    title: str
    source: str
    body: str
    editor: str
    subtitle: str = ""
    author: str = ""
    summary: str = ""
    keywords: str = ""
    original_url: str = ""
    top_until: date | None = None
    expire_at: datetime | None = None
    lane: str = Manuscript.Lane.USUAL
    urgency: str = ""
    correction: str = ""


def write_manuscript(
    actor: Actor,
    column: ColumnPage,
    draft: Draft,
    *,
    corrects: ArticlePage | None = None,
    translates: ArticlePage | None = None,
) -> Manuscript:
    """Begin a manuscript for a column, the correction of an article in it, or the translation of one of the original site.

    Raises Refused, NotPermitted.
    """
    portal = portal_of(column)
    organ = column.organ or portal.organ
    now = timezone.now()
    manuscript = Manuscript(
        site=portal, column=column, organ=organ, writer_id=actor.account_id, written_at=now, corrects=corrects,
        translates=translates, translated_of=translates and translates.changed_at, **_saved(draft, now, 1),
    )  # fmt: skip
    _require_sense(manuscript)
    if translates is not None and (portal.original is None or not _stands_on(portal.original, translates)):
        raise Refused("只能翻译原文网站的文章。")
    with act(acts.WRITE, actor, within=_scope(actor, portal, column)) as deed:
        manuscript.case = open_case(actor, CASE_TYPE, title=draft.title, organ=organ, vars=_routes(portal, column))
        deed.create(manuscript)
        for file in _files_to_begin_with(portal, corrects, translates):
            file.manuscript = manuscript
            deed.create(file)
        _keep_version(deed, actor, manuscript)
    return manuscript


def _stands_on(portal: PortalSite, article: ArticlePage) -> bool:
    return article.url_path.startswith(portal.root_path)


def _files_to_begin_with(
    portal: PortalSite, corrects: ArticlePage | None, translates: ArticlePage | None
) -> list[ManuscriptFile]:
    """Pictures and attachments of what is corrected, else of what is translated."""
    if corrects is not None:
        return files_of_article(corrects, portal)
    return files_of_article(translates, portal.original) if translates is not None and portal.original else []


def _saved(draft: Draft, now: datetime, version: int) -> dict[str, Any]:
    return {**vars(draft), "saved_at": now, "version": version}


def _require_sense(manuscript: Manuscript) -> None:
    if manuscript.lane == Manuscript.Lane.FAST and not manuscript.urgency.strip():
        raise Refused("使用快速通道请写明理由。", "urgency")
    if manuscript.corrects_id and not manuscript.correction.strip():
        raise Refused("请写明更正了什么，读者会看到。", "correction")
    if manuscript.corrects is not None and (said := why_reserved(manuscript.corrects)):
        raise Refused(said)


def _scope(actor: Actor, portal: PortalSite, column: ColumnPage) -> PortalSite | ColumnPage:
    """Where the right is asked for: over the site, or the column for whoever is responsible for that alone."""
    of_column = column.organ_id is not None and not actor.may(WRITE_MANUSCRIPTS, portal)
    return column if of_column else portal


def _routes(portal: PortalSite, column: ColumnPage) -> Mapping[str, Any]:
    """What the process goes by: who does each step, and that nothing is decided yet."""
    way = way_of(portal, column)
    organs = {f"organ{number}": str(organ) for number, (organ, _) in way.items()}
    return {
        **organs,
        **{f"who{number}": holder for number, (_, holder) in way.items()},
        "fast": False,
        "returned": False,
    }


def save_manuscript(actor: Actor, manuscript: Manuscript, draft: Draft) -> bool:
    """Save what was typed as the next version; whether anything had changed. Raises Refused, NotPermitted."""
    with act(acts.SAVE, actor, manuscript, within=_own_scope(actor, manuscript)) as deed:
        manuscript = _draft_of(manuscript)
        if all(getattr(manuscript, name) == value for name, value in vars(draft).items()):
            return False
        deed.change(manuscript, **_saved(draft, timezone.now(), manuscript.version + 1))
        _require_sense(manuscript)
        _keep_version(deed, actor, manuscript)
        deed.change(manuscript.case, title=manuscript.title)
    return True


def _own_scope(actor: Actor, manuscript: Manuscript) -> Manuscript | PortalSite:
    return manuscript.site if actor.may(WRITE_MANUSCRIPTS, manuscript.site) else manuscript


def _draft_of(manuscript: Manuscript) -> Manuscript:
    """The manuscript as it stands, ours until the end. Raises Refused when it is with its reviewers."""
    rows = Manuscript.objects.select_related("site__site__root_page", "column", "case")
    now: Manuscript = rows.select_for_update(of=("self",)).get(pk=manuscript.pk)
    if not now.is_draft:
        raise Refused("稿件已经送审，退回以后才能修改。")
    return now


def _keep_version(deed: Deed, actor: Actor, manuscript: Manuscript) -> None:
    text = {**manuscript.text, "correction": manuscript.correction}
    version = ManuscriptVersion(
        manuscript=manuscript, number=manuscript.version, saved_by_id=actor.account_id, saved_at=manuscript.saved_at,
        text=text,
    )  # fmt: skip
    deed.create(version)


def add_file(
    actor: Actor, manuscript: Manuscript, sent: UploadedFile, *, title: str, is_picture: bool, caption: str = ""
) -> ManuscriptFile:
    """Add a picture, whose title says what is to be seen, or an attachment. Raises Refused, NotPermitted."""
    with act(acts.ADD_FILE, actor, manuscript, within=_own_scope(actor, manuscript)) as deed:
        manuscript = _draft_of(manuscript)
        file = store_file(actor, sent)
        if is_picture and file.content.format.preview != "pages":
            raise Refused("请选择图片文件。", "file")
        attach_material(actor, file, Target(LABEL, str(manuscript.pk)), name=title)
        role = ArticleFile.Role.INSIDE if is_picture else ArticleFile.Role.ATTACHMENT
        added = ManuscriptFile(
            manuscript=manuscript, file=file, role=role, title=title.strip(), caption=caption.strip()
        )
        deed.create(added)
        _touched(deed, actor, manuscript)
    return added


def describe_file(actor: Actor, added: ManuscriptFile, *, title: str, caption: str = "") -> None:
    """Say otherwise what is to be seen on a picture of a draft, or what an attachment is called. Raises Refused, NotPermitted."""
    manuscript = added.manuscript
    with act(acts.DESCRIBE_FILE, actor, manuscript, within=_own_scope(actor, manuscript)) as deed:
        manuscript = _draft_of(manuscript)
        if not title.strip():
            raise Refused("请写明图上有什么，或者附件的名称。", "title")
        deed.change(added, title=title.strip(), caption=caption.strip())
        _touched(deed, actor, manuscript)


def remove_file(actor: Actor, added: ManuscriptFile) -> None:
    """Take a picture or attachment out of a draft. Raises Refused, NotPermitted."""
    manuscript = added.manuscript
    with act(acts.REMOVE_FILE, actor, manuscript, within=_own_scope(actor, manuscript)) as deed:
        manuscript = _draft_of(manuscript)
        deed.remove(added)
        _touched(deed, actor, manuscript)


def _touched(deed: Deed, actor: Actor, manuscript: Manuscript) -> None:
    """Whoever changes what comes with a manuscript has written at it."""
    deed.change(manuscript, saved_at=timezone.now(), version=manuscript.version + 1)
    _keep_version(deed, actor, manuscript)


def follow_original(actor: Actor, manuscript: Manuscript) -> None:
    """Say that a translation follows the original as it is now. Raises Refused, NotPermitted."""
    with act(acts.SAVE, actor, manuscript, within=_own_scope(actor, manuscript)) as deed:
        manuscript = _draft_of(manuscript)
        if manuscript.translates_id is None:
            raise Refused("这份稿件不是译文。")
        original = ArticlePage.objects.get(pk=manuscript.translates_id)
        deed.change(manuscript, translated_of=original.changed_at)
        _touched(deed, actor, manuscript)


def submit(actor: Actor, manuscript: Manuscript, *, acknowledged: str = "") -> None:
    """Hand a draft in for review. `acknowledged` is the digest of the warnings seen. Raises Refused, NotPermitted."""
    with act(acts.SUBMIT, actor, manuscript, within=_own_scope(actor, manuscript)):
        manuscript = _draft_of(manuscript)
        require_checked(findings_of(actor, manuscript), acknowledged)
        complete(actor, manuscript, open_step(manuscript, "write").no, SUBMITTED)


def require_checked(findings: list[Finding], acknowledged: str) -> None:
    """Raises Refused while something blocks, or warnings have not been acknowledged as they are now."""
    if blocks := [each.text for each in findings if each.level == BLOCK]:
        raise Refused(f"检查没有通过：{'；'.join(blocks[:5])}。")
    if any(each.level == WARN for each in findings) and acknowledged != digest_of(findings):
        raise Refused("请先核对检查提示，再继续。", "acknowledged")


def abandon(actor: Actor, manuscript: Manuscript, *, reason: str) -> None:
    """Give a draft up. Raises Refused without a reason, NotPermitted."""
    with act(acts.ABANDON, actor, manuscript, within=_own_scope(actor, manuscript), basis=reason):
        if not reason.strip():
            raise Refused("请写明作废的理由。", "reason")
        manuscript = _draft_of(manuscript)
        complete(actor, manuscript, open_step(manuscript, "write").no, ABANDONED, reason)
