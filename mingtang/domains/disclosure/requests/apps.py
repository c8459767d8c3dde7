"""Registration of this domain with everything it uses."""

from django.apps import AppConfig


class DisclosureRequestsConfig(AppConfig):
    name = "mingtang.domains.disclosure.requests"
    label = "disclosure_requests"
    verbose_name = "依申请公开"

    def ready(self) -> None:
        from mingtang.domains.disclosure.requests import acts  # noqa: F401 - declares the kinds of acts
        from mingtang.domains.disclosure.requests.actions.telling import TOPIC
        from mingtang.domains.disclosure.requests.case_type import ANEW, REQUEST
        from mingtang.domains.disclosure.requests.materials import LABEL, readable_requests
        from mingtang.kernel.cases.api import register_case_type
        from mingtang.kernel.content.api import register_attachment_policy
        from mingtang.kernel.messaging.api import declare_topic

        register_case_type(REQUEST)
        register_case_type(ANEW)
        declare_topic(TOPIC, "信息公开申请", channels=("sms",))
        register_attachment_policy(LABEL, readable_requests)
        register_places()


def register_places() -> None:
    """The list for officials who may read it, registering among what can be started, and the form for the public."""
    from mingtang.domains.disclosure.requests.permissions import READ_REQUESTS, REGISTER_REQUESTS
    from mingtang.kernel.cases.api import StartingPlace, register_starting_place
    from mingtang.ui.navigation import BUSINESS, PUBLIC, NavigationEntry, register

    register(
        NavigationEntry(
            "依申请公开", "file-search", "disclosure_requests", BUSINESS, order=25, permission=READ_REQUESTS.code
        )
    )
    register(NavigationEntry("依申请公开", "file-search", "ask_for_disclosure", PUBLIC, order=30))
    purpose = "登记当面、信函、传真等渠道的申请"
    register_starting_place(
        StartingPlace("登记公开申请", purpose, "register_disclosure_request", REGISTER_REQUESTS.code)
    )
