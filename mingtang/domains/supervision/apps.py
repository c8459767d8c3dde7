"""Registration of supervision."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "mingtang.domains.supervision"
    label = "supervision"
    verbose_name = "督查督办"

    def ready(self) -> None:
        from mingtang.domains.supervision import acts  # noqa: F401 - declares the kinds of acts
        from mingtang.domains.supervision.actions.dispatching import TOPIC
        from mingtang.kernel.messaging.api import declare_topic

        declare_topic(TOPIC, "督查督办")
        register_cases()
        register_navigation()
        register_starting_places()


def register_cases() -> None:
    """The case types, and the services that their processes call."""
    from mingtang.domains.supervision.actions.dispatching import dispatch, extend
    from mingtang.domains.supervision.actions.releasing import release
    from mingtang.domains.supervision.case_type import EXTENSION, ITEM, RELEASE
    from mingtang.kernel.cases.api import answer_service, register_case_type
    from mingtang.kernel.processes.api import register_service

    register_case_type(ITEM)
    register_case_type(EXTENSION)
    register_case_type(RELEASE)
    register_service("supervision.dispatch", "督查：交办")
    register_service("supervision.extend", "督查：调整时限")
    answer_service("supervision.dispatch", dispatch)
    register_service("supervision.release", "督查：解除承办")
    answer_service("supervision.extend", extend)
    answer_service("supervision.release", release)


def register_navigation() -> None:
    """The ledger, for every official: each organ sees what it is charged with."""
    from mingtang.ui.navigation import BUSINESS, NavigationEntry, register

    register(NavigationEntry("督查事项", "eye-check", "supervised_items", BUSINESS, order=20))


def register_starting_places() -> None:
    """Proposing an item, among what can be started."""
    from mingtang.domains.supervision.permissions import PROPOSE_ITEMS
    from mingtang.kernel.cases.api import StartingPlace, register_starting_place

    purpose = "提出立项，批准后交办承办单位"
    register_starting_place(StartingPlace("督查立项", purpose, "propose_item", PROPOSE_ITEMS.code))
