"""What people do with findings."""

from django.utils import timezone

from mingtang.domains.inspection import acts
from mingtang.domains.inspection.actions.telling import tell_editor
from mingtang.domains.inspection.models import Finding
from mingtang.domains.inspection.rules import MOVES
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Act, Actor, NotPermitted, act, record_refusal

_ACTS: dict[str, Act] = {
    "assign": acts.ASSIGN_FINDING, "claim": acts.CLAIM_FIXED, "close": acts.CLOSE_FINDING, "exempt": acts.EXEMPT_FINDING,
}  # fmt: skip
_REASONED = {"claim": "请说明怎样整改的。", "exempt": "豁免要写明理由。"}


def may_move(actor: Actor, finding: Finding, verb: str) -> bool:
    """Whether the actor may do `verb` with the finding as it stands."""
    permission = _ACTS[verb].permission
    is_his = actor.may(permission, finding) if permission else actor.organ_id == finding.organ_id
    return is_his and finding.stands in MOVES[verb][0]


def move_finding(actor: Actor, finding: Finding, verb: str, remark: str = "") -> None:
    """Assign to the editor of the site, claim as fixed, close, or exempt. Raises NotPermitted, Refused.

    Only the organ of the site claims; what was claimed is looked at again before it counts.
    """
    kind, (befits, state) = _ACTS[verb], MOVES[verb]
    if kind.permission is None and actor.organ_id != finding.organ_id:
        record_refusal(kind, actor, finding)
        raise NotPermitted("只有主办单位能报告整改。")
    with act(kind, actor, finding) as deed:
        if finding.stands not in befits:
            raise Refused(f"问题现在是“{finding.get_state_display()}”，不能这样办。")
        if verb in _REASONED and not remark.strip():
            raise Refused(_REASONED[verb], "remark")
        deed.change(finding, state=state.value, remark=remark.strip() or finding.remark, **_with(actor, finding, verb))
        if verb == "assign":
            body = f"“{finding.get_kind_display()}”（{finding.url}）请在 {finding.due_on:%Y-%m-%d} 前整改，并报告整改情况。"
            tell_editor(finding, "网站问题交办", body, key=f"assigned:{finding.looks}")


def _with(actor: Actor, finding: Finding, verb: str) -> dict[str, object]:
    """What a verb changes besides the state."""
    if verb == "assign":
        if finding.site.editor_id is None:
            raise Refused("网站还没有责任编辑，请先在网站登记里指定。")
        return {"assignee": finding.site.editor, "assigned_on": timezone.localdate()}
    if verb == "claim":
        return {"claimed_at": timezone.now()}
    return {"approver_id": actor.account_id} if verb == "exempt" else {}
