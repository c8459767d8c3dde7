"""Releasing approved manuscripts: now, or together at a moment that the worker keeps; withdrawing what was published."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from mingtang.domains.portal.editing import acts
from mingtang.domains.portal.editing.actions.stepping import complete, open_step
from mingtang.domains.portal.editing.models import Manuscript, Release
from mingtang.domains.portal.editing.queries.manuscripts import portal_of
from mingtang.domains.portal.editing.rules import RELEASED, Stage
from mingtang.domains.portal.editing.texts import text_for_everybody
from mingtang.domains.portal.sites.api import (
    ArticlePage,
    ColumnPage,
    PortalSite,
    Publication,
    correct_article,
    publish_articles,
    withdraw_article,
)
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, Actor, NotPermitted, act, several_acts
from mingtang.kernel.messaging.api import Content, notify_person
from mingtang.lib.flow import Refused as StepRefused

TOPIC = "portal_editing"
_READY = {Stage.APPROVED, Stage.SCHEDULED}


def publish_now(actor: Actor, manuscripts: Sequence[Manuscript]) -> list[ArticlePage]:
    """Publish approved manuscripts of one site, all of them or none. Raises Refused, NotPermitted."""
    with several_acts():
        return [_published(actor, manuscript) for manuscript in _ready(manuscripts)]


def _ready(manuscripts: Sequence[Manuscript]) -> list[Manuscript]:
    """The manuscripts as they stand, ours until the end. Raises Refused when one may not be published."""
    rows = Manuscript.objects.select_related(
        "site__site__root_page", "site__organ", "column", "organ", "corrects", "translates", "case"
    )
    wanted = rows.select_for_update(of=("self",)).filter(pk__in=[each.pk for each in manuscripts])
    found = list(wanted.order_by("pk"))
    if len({each.site_id for each in found}) != 1:
        raise Refused("请选择同一个网站的稿件。")
    for each in found:
        if each.stage not in _READY:
            raise Refused(f"“{each.title}”还没有通过三审，或者已经发布。")
    return found


def _published(actor: Actor, manuscript: Manuscript) -> ArticlePage:
    """One article of the manuscript, and the end of its case."""
    portal, text = manuscript.site, text_for_everybody(manuscript)
    if manuscript.corrects is not None:
        article = correct_article(actor, portal, manuscript.corrects, text, note=manuscript.correction)
    else:
        article = publish_articles(actor, portal, [Publication(manuscript.column, manuscript.organ, text)])[0]
    with act(acts.RELEASE, actor, manuscript, within=_scope(actor, manuscript.site, manuscript.column)) as deed:
        deed.change(manuscript, article=article, published_at=timezone.now())
        complete(actor, manuscript, open_step(manuscript, "release").no, RELEASED)
    return article


def _scope(actor: Actor, portal: PortalSite, column: ColumnPage) -> PortalSite | ColumnPage:
    of_column = column.organ_id is not None and not actor.may(acts.PUBLISH_ARTICLES, portal)
    return column if of_column else portal


def schedule(actor: Actor, manuscripts: Sequence[Manuscript], *, at: datetime) -> Release:
    """Have approved manuscripts of one site published together at a moment to come. Raises Refused, NotPermitted."""
    with several_acts():
        ready = _ready(manuscripts)
        if at <= timezone.now():
            raise Refused("发布时间要晚于现在；现在就要发布请选“立即发布”。", "at")
        if any(each.release_id for each in ready):
            raise Refused("有稿件已经排期，请先取消原来的排期。")
        return _ordered(actor, ready, at)


def _ordered(actor: Actor, ready: Sequence[Manuscript], at: datetime) -> Release:
    for each in ready[1:]:
        _require_right(actor, each)
    first = ready[0]
    release = Release(site=first.site, due_at=at, ordered_by_id=actor.account_id, ordered_at=timezone.now())
    with act(acts.SCHEDULE, actor, within=_scope(actor, first.site, first.column)) as deed:
        deed.create(release)
        for each in ready:
            deed.change(each, release=release, stage=Stage.SCHEDULED)
    return release


def _require_right(actor: Actor, manuscript: Manuscript) -> None:
    if not actor.may(acts.PUBLISH_ARTICLES, _scope(actor, manuscript.site, manuscript.column)):
        raise NotPermitted("您没有发布这份稿件的权限。", refused=(acts.SCHEDULE, actor, manuscript.site))


def cancel(actor: Actor, release: Release) -> None:
    """Take a release back before it is done; its manuscripts wait again. Raises Refused, NotPermitted."""
    with several_acts():
        release = _open(release)
        waiting = list(release.manuscripts.select_related("site", "column"))
        for each in waiting:
            _require_right(actor, each)
        scope = _scope(actor, release.site, waiting[0].column) if waiting else release.site
        with act(acts.SCHEDULE, actor, release, within=scope) as deed:
            deed.change(release, state=Release.State.CANCELLED, done_at=timezone.now())
            for each in waiting:
                deed.change(each, release=None, stage=Stage.APPROVED)


def retry(actor: Actor, release: Release) -> bool:
    """Do a release that failed once more, now; whether it succeeded. Raises Refused, NotPermitted."""
    release = _open(release)
    for each in release.manuscripts.select_related("site", "column"):
        _require_right(actor, each)
    return carry_out(release)


def _open(release: Release) -> Release:
    rows = Release.objects.select_related("site__organ", "ordered_by")
    now = rows.get(pk=release.pk)
    if now.state not in {Release.State.WAITING, Release.State.FAILED}:
        raise Refused("这次排期已经完成或者取消。")
    return now


def carry_out_due() -> int:
    """Do every release whose moment has come; how many. A release that fails waits for its editor to try again."""
    due = Release.objects.filter(state=Release.State.WAITING, due_at__lte=timezone.now()).order_by("due_at")
    return sum(1 for release in due.select_related("site__organ", "ordered_by")[:50] if carry_out(release) is not None)


def carry_out(release: Release) -> bool:
    """Publish all of a release or none of it; whether it succeeded. When not, whoever ordered it is told why."""
    try:
        with several_acts():
            _claimed(release)
            for manuscript in _ready(list(release.manuscripts.all())):
                _published(SYSTEM, manuscript)
            with act(acts.RELEASE, SYSTEM, release, within=release.site) as deed:
                deed.change(release, state=Release.State.DONE, reason="", done_at=timezone.now())
    except Exception as fault:  # whatever it is, nothing was published, and somebody must know
        _tell_of_failure(release, fault)
        return False
    return True


def _claimed(release: Release) -> None:
    """Let no two workers do one release. Raises Refused when another has done it."""
    now = Release.objects.select_for_update().get(pk=release.pk)
    if now.state not in {Release.State.WAITING, Release.State.FAILED}:
        raise Refused("这次排期已经完成或者取消。")


@transaction.atomic
def _tell_of_failure(release: Release, fault: Exception) -> None:
    known = isinstance(fault, Refused | StepRefused | NotPermitted)
    reason = str(fault)[:300] if known else f"系统错误（{type(fault).__name__}），请重试；再次失败请联系管理员。"
    now = Release.objects.select_related("site__organ", "ordered_by").get(pk=release.pk)
    if now.state not in {Release.State.WAITING, Release.State.FAILED}:
        return
    with act(acts.RELEASE, SYSTEM, now, within=now.site) as deed:
        deed.change(now, state=Release.State.FAILED, reason=reason)
        deed.note = reason
    if now.ordered_by is not None:
        body = f"{now} 的稿件一篇也没有发布。原因：{reason}"
        content = Content(subject="定时发布失败", body=body, topic=TOPIC, link=reverse("release", args=[now.pk]))
        notify_person(now.ordered_by, content, key=f"release:{now.pk}:{timezone.now():%Y%m%d%H%M%S%f}", about=now)


def withdraw(actor: Actor, article: ArticlePage, *, reason: str) -> None:
    """Take a published article away, with the manuscript it came of. Raises Refused, NotPermitted."""
    column = ColumnPage.objects.parent_of(article).get()
    with several_acts():
        withdraw_article(actor, portal_of(column), article, reason=reason)
        for manuscript in Manuscript.objects.filter(article=article).select_related("site", "column"):
            scope = _scope(actor, manuscript.site, manuscript.column)
            with act(acts.WITHDRAW, actor, manuscript, within=scope, basis=reason) as deed:
                deed.change(manuscript, stage=Stage.WITHDRAWN)
