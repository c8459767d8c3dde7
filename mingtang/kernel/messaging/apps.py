"""Registration of the app with Django."""

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "mingtang.kernel.messaging"
    label = "messaging"
