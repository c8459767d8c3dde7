"""Registration of this domain with everything it uses."""

from django.apps import AppConfig


class RegistrationConfig(AppConfig):
    name = "mingtang.domains.registration"
    label = "registration"
    verbose_name = "证书申请"

    def ready(self) -> None:
        from mingtang.domains.registration import acts  # noqa: F401 - declares the kinds of acts
        from mingtang.domains.registration.actions.handing_over import TOPIC
        from mingtang.domains.registration.case_type import APPLICATION
        from mingtang.kernel.cases.api import register_case_type
        from mingtang.kernel.messaging.api import declare_topic

        register_case_type(APPLICATION)
        declare_topic(TOPIC, "证书申请", channels=("sms",))
        register_navigation()
        register_starting_places()


def register_navigation() -> None:
    """The list of applications, for officials of a registration authority."""
    from mingtang.domains.registration.permissions import READ_APPLICATIONS
    from mingtang.ui.navigation import BUSINESS, NavigationEntry, register

    register(
        NavigationEntry(
            "证书申请", "certificate", "certificate_applications", BUSINESS, order=70, permission=READ_APPLICATIONS.code
        )
    )


def register_starting_places() -> None:
    """Applying for one's own certificate, among what can be started; entering at the counter."""
    from mingtang.domains.registration.permissions import ENTER_APPLICATIONS
    from mingtang.kernel.cases.api import StartingPlace, register_starting_place

    register_starting_place(
        StartingPlace("申请数字证书", "为本人或本单位申请、更新、补办、注销", "own_certificate_applications")
    )
    register_starting_place(
        StartingPlace("录入证书申请", "在窗口为申请人录入", "enter_application", ENTER_APPLICATIONS.code)
    )
