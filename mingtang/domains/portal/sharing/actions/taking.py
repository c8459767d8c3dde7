"""What the taking site does: accept, decline, drop, try again."""

from mingtang.domains.portal.sharing import acts
from mingtang.domains.portal.sharing.actions.offering import leave
from mingtang.domains.portal.sharing.events import outdated
from mingtang.domains.portal.sharing.models import Mirror
from mingtang.domains.portal.sharing.permissions import SHARE_ARTICLES, TAKE_ARTICLES
from mingtang.domains.portal.sharing.queries.trees import columns_of
from mingtang.domains.portal.sharing.rules import State, Way
from mingtang.domains.portal.sites.api import ColumnPage
from mingtang.kernel.directory.api import Refused, Stale
from mingtang.kernel.evidence.api import Actor, NotPermitted, act, record_refusal


def accept_mirror(actor: Actor, mirror: Mirror, column: ColumnPage | None = None) -> None:
    """Take a proposed article, into `column` or the mapped one. Raises NotPermitted, Stale, Refused."""
    with act(acts.ACCEPT_MIRROR, actor, mirror) as deed:
        _require(mirror, State.PROPOSED, State.DECLINED)
        if column is not None and not columns_of(mirror.site).filter(pk=column.pk).exists():
            raise Refused("这个栏目不在本站。", "column")
        if not mirror.original.live:
            raise Refused("原文已经撤下。")
        deed.change(
            mirror, state=State.DUE.value, column=column or mirror.column, decided_by_id=actor.account_id, remark=""
        )
        deed.announce(outdated(mirror.pk))


def decline_mirror(actor: Actor, mirror: Mirror, reason: str) -> None:
    """Do without a proposed article. Raises NotPermitted, Stale, Refused without a reason for what was recommended."""
    with act(acts.DECLINE_MIRROR, actor, mirror) as deed:
        _require(mirror, State.PROPOSED)
        if mirror.way == Way.RECOMMENDED and not reason.strip():
            raise Refused("推荐的文章不采用，要写明理由。", "reason")
        deed.change(mirror, state=State.DECLINED.value, remark=reason.strip(), decided_by_id=actor.account_id)


def drop_mirror(actor: Actor, mirror: Mirror, reason: str) -> None:
    """Stop showing what one was free to take. Raises NotPermitted, Stale, Refused."""
    with act(acts.DROP_MIRROR, actor, mirror) as deed:
        _require(mirror, State.SHOWN, State.FAILED)
        if mirror.way == Way.MANDATORY:
            raise Refused("上级网站要求转载的文章不能自行撤下，请联系来源单位收回。")
        if not reason.strip():
            raise Refused("请写明停用原因。", "reason")
        deed.change(mirror, decided_by_id=actor.account_id)
        leave(deed, mirror, reason.strip())


def retry_mirror(actor: Actor, mirror: Mirror) -> None:
    """Try a failed one again; either side may. Raises NotPermitted, Stale."""
    if not may_retry(actor, mirror):
        record_refusal(acts.RETRY_MIRROR, actor, mirror)
        raise NotPermitted("只有来源网站和转载网站可以重试。")
    with act(acts.RETRY_MIRROR, actor, mirror) as deed:
        _require(mirror, State.FAILED)
        deed.change(mirror, state=State.DUE.value)
        deed.announce(outdated(mirror.pk))


def may_retry(actor: Actor, mirror: Mirror) -> bool:
    """Whether the actor takes for the one site or shares for the other."""
    return actor.may(TAKE_ARTICLES, mirror) or actor.may(SHARE_ARTICLES, mirror.source)


def _require(mirror: Mirror, *states: State) -> None:
    """Raise Stale unless the mirror, locked until the end, is in one of these states."""
    now = Mirror.objects.select_for_update().get(pk=mirror.pk)
    mirror.state, mirror.remark = now.state, now.remark
    if State(now.state) not in states:
        raise Stale(f"这篇文章现在是“{now.get_state_display()}”，不能这样办。")
