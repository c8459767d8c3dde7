"""The verbs in words: what their pages are called, what the button says, what is said afterwards."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from mingtang.lib.flow import Verb


@dataclass(frozen=True)
class Wording:
    """`lead` says what the verb does before it is done; `done` is the beginning of the message afterwards."""

    label: Any
    icon: str
    lead: Any
    done: Any
    danger: bool = False


WORDINGS: dict[Verb, Wording] = {
    Verb.COMPLETE: Wording(_("办理"), "edit", "", _("已办结")),
    Verb.CLAIM: Wording(_("签收"), "check", _("签收后由您办理，其他人不再看到这件事项。"), _("已签收")),
    Verb.RELEASE: Wording(_("放回"), "arrow-back-up", _("放回后，所有可以签收的人又能看到这件事项。"), _("已放回")),
    Verb.RETURN: Wording(_("退回"), "arrow-back-up", _("所选步骤之后的办理将收回，由原办理人重新办理；与它无关的分支不受影响。"), _("已退回")),
    Verb.WITHDRAW: Wording(_("撤回"), "arrow-back-up", _("收回您刚才的办结，事项回到您手中；后面的人已经办理的，不能撤回。"), _("已撤回")),
    Verb.REASSIGN: Wording(_("转办"), "arrow-forward-up", _("对方以自己的名义办理，事项不再归您。"), _("已转办")),
    Verb.DELEGATE: Wording(_("委托"), "user-check", _("对方代您办理，记录注明是代办；办结前您可以收回。"), _("已委托")),
    Verb.END_DELEGATION: Wording(_("收回委托"), "user-minus", _("事项回到委托人手中。"), _("已收回委托")),
    Verb.ADD_SIGN: Wording(_("加签"), "user-plus", _("请其他人签署意见。"), _("已加签")),
    Verb.DROP_SIGN: Wording(_("减签"), "user-x", _("不再需要这位签署人的意见。"), _("已减签")),
    Verb.CIRCULATE: Wording(_("传阅"), "send", _("对方收到一份供阅读的副本，不影响办理。"), _("已传阅")),
    Verb.URGE: Wording(_("催办"), "bell-ringing", _("向现在的办理人发出提醒。"), _("已催办")),
    Verb.SUPERVISE: Wording(_("督办"), "eye-check", _("给这件事项加上督办标记，并提醒办理人。"), _("督办已登记")),
    Verb.SUSPEND: Wording(_("挂起"), "player-pause", _("挂起期间不能办理，定时事项也停下。"), _("已挂起")),
    Verb.RESUME: Wording(_("恢复"), "player-play", _("从停下的地方继续办理。"), _("已恢复")),
    Verb.TERMINATE: Wording(_("终止"), "player-stop", _("案件到此为止，已经做出的办理仍然有效。不能恢复。"), _("案件已终止"), danger=True),
    Verb.VOID: Wording(_("作废"), "ban", _("案件作废，办理全部失去效力。不能恢复。"), _("案件已作废"), danger=True),
    Verb.ADD_TASK: Wording(_("增加任务"), "plus", _("增加一件流程图以外的任务；它办完之前案件不会办结。"), _("已增加任务")),
}  # fmt: skip
"""A flat table."""
