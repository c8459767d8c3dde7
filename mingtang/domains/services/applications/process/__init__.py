"""The processes of applications: what departments begin from, and what a joint matter is compiled to.

Steps have fixed ids, since the law hangs on them: `accept`, `decide` and their like; in a joint matter each organ's own
are `accept_fire`, `decide_fire`. Whatever else a department draws between them is part of its review.
"""

from mingtang.domains.services.applications.process.joint import joint_process
from mingtang.domains.services.applications.process.single import STARTS, Start
from mingtang.domains.services.applications.process.steps import STEPS, Step, StepWords, step_of
from mingtang.domains.services.branches import Branch, BranchKind, Silence, faults_of

__all__ = [
    "STARTS",
    "STEPS",
    "Branch",
    "BranchKind",
    "Silence",
    "Start",
    "Step",
    "StepWords",
    "faults_of",
    "joint_process",
    "step_of",
]
