"""The kinds of acts of the figures. Counting is none: nobody does it."""

from mingtang.domains.portal.visits.permissions import READ_VISITS
from mingtang.kernel.evidence.api import declare_act

EXPORT = declare_act("portal_visits.export", "导出网站访问统计", READ_VISITS)
