"""Registration of interaction."""

from django.apps import AppConfig


class InteractionConfig(AppConfig):
    name = "mingtang.domains.interaction.messages"
    label = "interaction"
    verbose_name = "互动交流"

    def ready(self) -> None:
        from mingtang.domains.interaction.messages import acts  # noqa: F401 - declares the kinds of acts
        from mingtang.domains.interaction.messages.actions.replying import TOPIC
        from mingtang.kernel.messaging.api import declare_topic

        declare_topic(TOPIC, "互动交流")
        register_cases()
        register_fields()
        register_navigation()


def register_cases() -> None:
    """The case type, the service that its process calls, and who reads what is attached."""
    from mingtang.domains.interaction.messages.actions.replying import answer
    from mingtang.domains.interaction.messages.case_type import MESSAGE
    from mingtang.domains.interaction.messages.materials import LABEL, readable_messages
    from mingtang.kernel.cases.api import answer_service, register_case_type
    from mingtang.kernel.content.api import register_attachment_policy
    from mingtang.kernel.processes.api import register_service

    register_case_type(MESSAGE)
    register_service("interaction.answer", "互动交流：答复来信人")
    answer_service("interaction.answer", answer)
    register_attachment_policy(LABEL, readable_messages)


def register_fields() -> None:
    """Telephones and query codes follow when the field key is changed."""
    from mingtang.domains.interaction.messages.models import Message
    from mingtang.kernel.directory.api import Sealed, register_sealed

    register_sealed(Sealed(Message, ("phone_cipher", "code_cipher"), lambda row: Message.sealed(row.phone, row.code)))


def register_navigation() -> None:
    """The ledger for every official (each organ sees what it is to answer), the letters for everybody."""
    from mingtang.ui.navigation import BUSINESS, PUBLIC, NavigationEntry, register

    register(NavigationEntry("网民留言", "message-circle", "messages", BUSINESS, order=22))
    register(
        NavigationEntry("互动交流", "message-circle", "public_messages", PUBLIC, order=30, also=("/interaction/",))
    )
