"""What people choose and write at each step of the processes of supervision."""

from mingtang.kernel.cases.api import StepWords

REVISE, REFUSE = "退回修改", "不予立项"
STEPS: dict[str, StepWords] = {
    "approve": StepWords(("同意立项", REVISE, REFUSE), "审批意见", frozenset({REVISE, REFUSE})),
    "sign": StepWords(("签收",), ""),
    "revise": StepWords(("重新提交",), ""),
    "handle": StepWords(("提交本单位审核",), ""),
    "progress": StepWords(("报送进展",), ""),
    "check": StepWords(("同意上报", REVISE), "审核意见", frozenset({REVISE})),
    "summarise": StepWords(("提交督查审核",), "汇总情况", frozenset({"提交督查审核"})),
    "verify": StepWords(("通过",), "审核意见"),
    "close": StepWords(("同意办结", "再核查"), "审定意见", frozenset({"再核查"})),
    "review": StepWords(("同意", "不同意"), "审核意见", frozenset({"不同意"})),
    "grant": StepWords(("同意", "不同意"), "批准意见", frozenset({"不同意"})),
}
"""Steps that people do, of the item and of requests. Sending one report back is the verb 退回."""
