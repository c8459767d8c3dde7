"""Who receives messages of citizens in the demonstration city, who holds calls and surveys, and who releases in each organ."""

from mingtang.config.demo.granting import LEADERS, DemoRole
from mingtang.domains.interaction.messages.permissions import READ_MESSAGES, SCREEN_MESSAGES
from mingtang.domains.interaction.moderation.permissions import HOLD, KEEP_WORDS, RELEASE
from mingtang.kernel.forms.permissions import DESIGN_FORMS, READ_FORMS

DESK = "service-bureau"

ROLES = (
    DemoRole(
        code="message_clerk",
        name="互动受理岗",
        permissions=(READ_MESSAGES, SCREEN_MESSAGES),
        holders=(f"{DESK}/hotline/clerk", f"{DESK}/hall/head"),
    ),
    DemoRole(
        code="message_reviewer",
        name="答复审核岗",
        permissions=(READ_MESSAGES,),
        holders=LEADERS,
    ),
    DemoRole(
        code="occasion_holder",
        name="征集调查岗",
        permissions=(HOLD,),
        holders=("housing-bureau/approval/handler",),
    ),
    DemoRole(
        code="survey_holder",
        name="征集调查岗（可设计题目）",
        permissions=(HOLD, KEEP_WORDS, READ_FORMS, DESIGN_FORMS),
        holders=(f"{DESK}/hotline/clerk",),
    ),
    DemoRole(
        code="occasion_releaser",
        name="征集调查发布岗",
        permissions=(HOLD, RELEASE),
        holders=LEADERS,
    ),
)
