"""Registration of the licence store."""

from django.apps import AppConfig


class LicencesConfig(AppConfig):
    name = "mingtang.domains.services.licences"
    label = "services_licences"
    verbose_name = "电子证照"

    def ready(self) -> None:
        from mingtang.domains.services.catalogue.api import register_licence_types
        from mingtang.domains.services.licences import acts  # noqa: F401 - declares the kinds of acts
        from mingtang.domains.services.licences.actions.telling import TOPIC
        from mingtang.domains.services.licences.queries import stored_type_codes
        from mingtang.kernel.messaging.api import declare_topic

        declare_topic(TOPIC, "电子证照")
        register_licence_types(stored_type_codes)
        register_numbers()
        register_navigation()


def register_numbers() -> None:
    """Numbers of holders follow when the field key is changed."""
    from mingtang.domains.services.licences.models import LicenceHolder
    from mingtang.kernel.directory.api import Sealed, register_sealed

    register_sealed(
        Sealed(LicenceHolder, ("number_cipher",), lambda holder: LicenceHolder.confidential_values(holder.number))
    )


def register_navigation() -> None:
    """The store for officials who may read it, one's own licences for everybody else."""
    from mingtang.domains.services.licences.permissions import MANAGE_LICENCE_TYPES, READ_LICENCES
    from mingtang.ui.navigation import ADMINISTRATION, BUSINESS, PUBLIC, NavigationEntry, register

    register(NavigationEntry("电子证照", "certificate", "licences", BUSINESS, 40, READ_LICENCES.code))
    register(
        NavigationEntry("证照类型", "file-certificate", "licence_types", ADMINISTRATION, 74, MANAGE_LICENCE_TYPES.code)
    )
    register(NavigationEntry("我的证照", "certificate", "own_licences", PUBLIC, order=40))
