"""Registration of applications."""

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "mingtang.domains.services.applications"
    label = "services_applications"
    verbose_name = "政务服务办件"

    def ready(self) -> None:
        from mingtang.domains.services.applications import acts  # noqa: F401 - declares the kinds of acts
        from mingtang.domains.services.applications.addresses import filing_address
        from mingtang.domains.services.applications.notices import TOPIC
        from mingtang.domains.services.applications.policy import readable_applications
        from mingtang.domains.services.catalogue.api import register_filing
        from mingtang.kernel.content.api import register_attachment_policy
        from mingtang.kernel.messaging.api import declare_topic

        declare_topic(TOPIC, "办件进度", channels=("sms",))
        register_filing(filing_address)
        register_attachment_policy("services_applications.application", readable_applications)
        register_cases()
        register_navigation()


def register_cases() -> None:
    """The case type, and the services that its processes call."""
    from mingtang.domains.services.applications.actions.accepting import deem_accepted
    from mingtang.domains.services.applications.actions.correcting import lapse
    from mingtang.domains.services.applications.actions.distributing import distribute, settle
    from mingtang.domains.services.applications.actions.joint_deciding import deem_agreed
    from mingtang.domains.services.applications.actions.joint_opening import compile_joint
    from mingtang.domains.services.applications.case_type import APPLICATION
    from mingtang.domains.services.applications.process.joint import DEEM_AGREED, DISTRIBUTE, SETTLE
    from mingtang.domains.services.applications.process.review import DEEM, LAPSE
    from mingtang.domains.services.catalogue.api import register_compiler
    from mingtang.kernel.cases.api import answer_service, register_case_type
    from mingtang.kernel.processes.api import register_service

    register_case_type(APPLICATION)
    register_compiler(compile_joint)
    services = (
        (DEEM, "办件：视为受理", deem_accepted),
        (LAPSE, "办件：补正不来办结", lapse),
        (DISTRIBUTE, "联办：抄告分发", distribute),
        (SETTLE, "联办：补正不来", settle),
        (DEEM_AGREED, "联办：默认同意", deem_agreed),
    )
    for name, label, service in services:
        register_service(name, label)
        answer_service(name, service)


def register_navigation() -> None:
    """Asking by code and one's own, for everybody; the applications of an organ, for its officials."""
    from mingtang.domains.services.applications.permissions import FILE_AT_WINDOW, READ_APPLICATIONS
    from mingtang.ui.navigation import BUSINESS, PUBLIC, NavigationEntry, register

    register(
        NavigationEntry("办件", "clipboard-text", "applications", BUSINESS, order=28, permission=READ_APPLICATIONS.code)
    )
    register(NavigationEntry("窗口申报", "writing", "window_items", BUSINESS, order=27, permission=FILE_AT_WINDOW.code))
    register(NavigationEntry("信用记录", "shield-check", "credit_records", BUSINESS, 29, READ_APPLICATIONS.code))
    register(NavigationEntry("办件查询", "search", "application_query", PUBLIC, order=25))
    register(NavigationEntry("我的办件", "clipboard-text", "own_applications", PUBLIC, order=39))
