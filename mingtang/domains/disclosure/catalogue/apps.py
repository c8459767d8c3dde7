"""Registration of this domain with everything it uses."""

from django.apps import AppConfig


class DisclosureCatalogueConfig(AppConfig):
    name = "mingtang.domains.disclosure.catalogue"
    label = "disclosure_catalogue"
    verbose_name = "主动公开"

    def ready(self) -> None:
        from mingtang.domains.disclosure.catalogue import acts  # noqa: F401 - declares the kinds of acts

        register_places()


def register_places() -> None:
    """The catalogue in the navigation of the public site."""
    from mingtang.ui.navigation import PUBLIC, NavigationEntry, register

    register(NavigationEntry("政务公开", "file-text", "disclosure_catalogue", PUBLIC, order=22))
