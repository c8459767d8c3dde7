"""Who receives messages of citizens in the demonstration city, and who releases answers in each organ."""

from mingtang.config.demo.granting import LEADERS, DemoRole
from mingtang.domains.interaction.messages.permissions import READ_MESSAGES, SCREEN_MESSAGES

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
)
