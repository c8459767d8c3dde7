"""The design system as a Django application: registers the public home page and assembles the bundles at start."""

from django.apps import AppConfig


class UserInterface(AppConfig):
    name = "mingtang.ui"
    label = "ui"
    verbose_name = "设计系统"

    def ready(self) -> None:
        from mingtang.ui import assets, navigation

        assets.assemble()
        navigation.register(navigation.NavigationEntry("首页", "home", "home", navigation.PUBLIC, order=0))
