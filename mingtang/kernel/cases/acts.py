"""Kinds of acts on cases. The permission is None: who may follows from the item, see `policy`."""

from mingtang.kernel.cases.permissions import ARCHIVE_CASES, MANAGE_ERRANDS, MIGRATE_CASES
from mingtang.kernel.evidence.api import Act, declare_act
from mingtang.lib.flow import commands
from mingtang.lib.flow.commands import Command

_LABELS: dict[type, str] = {
    commands.Start: "立案",
    commands.Complete: "办结事项",
    commands.Claim: "签收事项",
    commands.Release: "放回事项",
    commands.Return: "退回",
    commands.Withdraw: "撤回",
    commands.Reassign: "转办",
    commands.Delegate: "委托办理",
    commands.EndDelegation: "收回委托",
    commands.AddSign: "加签",
    commands.DropSign: "减签",
    commands.Circulate: "传阅",
    commands.Urge: "催办",
    commands.Supervise: "督办",
    commands.Suspend: "挂起",
    commands.Resume: "恢复",
    commands.Terminate: "终止案件",
    commands.Void: "作废案件",
    commands.AddTask: "增加任务",
    commands.TimerFired: "到时",
    commands.MessageArrived: "消息到达",
    commands.SignalSent: "信号到达",
    commands.ChildEnded: "下级办结",
    commands.ServiceAnswered: "服务应答",
}


def _declared(command: type, label: str) -> Act:
    words = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in command.__name__)
    return declare_act(f"cases.{words.strip('_')}", label, None)


_ACTS = {command: _declared(command, label) for command, label in _LABELS.items()}
BEGIN_CLOCK = declare_act("cases.begin_clock", "开始计算时限", None)
STOP_CLOCK = declare_act("cases.stop_clock", "停止计算时限", None)
PAUSE_CLOCK = declare_act("cases.pause_clock", "暂停时限", None)
RESUME_CLOCK = declare_act("cases.resume_clock", "恢复时限", None)
EXTEND_CLOCK = declare_act("cases.extend_clock", "延长时限", None)
RESTART_CLOCK = declare_act("cases.restart_clock", "重新计算时限", None)
REDATE_CLOCK = declare_act("cases.redate_clock", "重算期限", None)
RETRY_ERRAND = declare_act("cases.retry_errand", "重新执行后台事项", MANAGE_ERRANDS)
MIGRATE_CASE = declare_act("cases.migrate", "变更流程版本", None)
ORDER_MIGRATION = declare_act("cases.order_migration", "批量变更流程版本", MIGRATE_CASES)
APPOINT_SUBSTITUTE = declare_act("cases.appoint_substitute", "委托代办", None)
END_SUBSTITUTION = declare_act("cases.end_substitution", "收回代办", None)
ARCHIVE_CASE = declare_act("cases.archive", "归档案件", ARCHIVE_CASES)
PROPOSE_DESTRUCTION = declare_act("cases.propose_destruction", "提出销毁档案", ARCHIVE_CASES)
APPROVE_DESTRUCTION = declare_act("cases.approve_destruction", "批准销毁档案", ARCHIVE_CASES)


def act_of(command: type[Command]) -> Act:
    """The act that a command is."""
    return _ACTS[command]


def label_of(command: str) -> str:
    """The name of a command in words, as history shows it."""
    return _WORDS.get(command, command)


_WORDS = {command.__name__: label for command, label in _LABELS.items()} | {
    "BeginClock": "开始计算时限",
    "StopClock": "停止计算时限",
    "PauseClock": "暂停时限",
    "ResumeClock": "恢复时限",
    "ExtendClock": "延长时限",
    "RestartClock": "重新计算时限",
    "RedateClock": "重算期限",
    "Migrate": "变更流程版本",
}
