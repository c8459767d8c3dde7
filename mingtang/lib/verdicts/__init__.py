"""What can be said of a signed thing, in plain Chinese and step by step; for PDF, OFD and evidence alike.

`judge_signer` asks whether a certificate was good when it signed, `judge_timestamp` when that was.
"""

from mingtang.lib.verdicts.signers import JudgedSigner, SigningTime, judge_signer, together
from mingtang.lib.verdicts.stamps import judge_timestamp
from mingtang.lib.verdicts.verdict import Outcome, Step, Verdict, outcome_of

__all__ = [
    "JudgedSigner",
    "Outcome",
    "SigningTime",
    "Step",
    "Verdict",
    "judge_signer",
    "judge_timestamp",
    "outcome_of",
    "together",
]
