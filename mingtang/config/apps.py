"""Registration of the composition root, last among the apps: when it is ready, everybody else is."""

from importlib import import_module

from django.apps import AppConfig
from django.conf import settings

from mingtang.config.signing_key import signing_key


class ConfigConfig(AppConfig):
    """Connects the apps with one another at start."""

    name = "mingtang.config"
    label = "config"
    verbose_name = "系统装配"

    def ready(self) -> None:
        settings.OAUTH2_PROVIDER["OIDC_RSA_PRIVATE_KEY"] = signing_key(settings.KEYS)
        import_module("mingtang.config.wiring").connect()
