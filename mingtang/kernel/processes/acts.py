"""The kinds of acts on processes and decision tables alike."""

from mingtang.kernel.definitions.api import declare_acts
from mingtang.kernel.processes.permissions import DESIGN_PROCESSES, PUBLISH_PROCESSES

ACTS = declare_acts("processes", "流程定义", design=DESIGN_PROCESSES, publish=PUBLISH_PROCESSES)
