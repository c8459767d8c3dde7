"""Registration of messaging with Django, the worker and the navigation."""

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "mingtang.kernel.messaging"
    label = "messaging"
    verbose_name = "消息"

    def ready(self) -> None:
        from mingtang.kernel.jobs.api import register_round
        from mingtang.kernel.messaging.actions import send_due
        from mingtang.kernel.messaging.models import READ_OUTBOX
        from mingtang.kernel.messaging.queries import unread_count
        from mingtang.ui import desk
        from mingtang.ui.navigation import ADMINISTRATION, MY_WORK, NavigationEntry, register

        register_round("messaging.send", send_due)
        desk.register(desk.DeskPanel("messaging/desk.html", lambda actor: {"unread": unread_count(actor)}, order=40))
        register(NavigationEntry("消息", "bell", "inbox", MY_WORK, order=40, phone=True))
        register(NavigationEntry("短信与邮件日志", "mail-forward", "message_log", ADMINISTRATION, 80, READ_OUTBOX.code))
