"""Registration of this domain with everything it uses."""

from django.apps import AppConfig


class DisclosureCatalogueConfig(AppConfig):
    name = "mingtang.domains.disclosure.catalogue"
    label = "disclosure_catalogue"
    verbose_name = "主动公开"

    def ready(self) -> None:
        from mingtang.domains.disclosure.catalogue import acts  # noqa: F401 - declares the kinds of acts
        from mingtang.domains.disclosure.catalogue.case_type import PUBLICATION
        from mingtang.domains.disclosure.catalogue.queries.work import readable_items
        from mingtang.domains.disclosure.catalogue.rules import ATTACHED_TO
        from mingtang.kernel.cases.api import register_case_type
        from mingtang.kernel.content.api import register_attachment_policy

        register_case_type(PUBLICATION)
        register_attachment_policy(ATTACHED_TO, readable_items)
        register_places()


def register_places() -> None:
    """The catalogue for everybody; lists for officials who may read them, and drafting among what can be started."""
    from mingtang.domains.disclosure.catalogue.permissions import DRAFT_ITEMS, READ_ITEMS
    from mingtang.kernel.cases.api import StartingPlace, register_starting_place
    from mingtang.ui.navigation import BUSINESS, OVERSIGHT, PUBLIC, NavigationEntry, register

    register(NavigationEntry("政务公开", "file-text", "disclosure_catalogue", PUBLIC, order=22))
    register(
        NavigationEntry("主动公开", "file-text", "disclosure_items", BUSINESS, order=24, permission=READ_ITEMS.code)
    )
    register(
        NavigationEntry(
            "公开目录检查", "list-search", "disclosure_completeness", OVERSIGHT, order=24, permission=READ_ITEMS.code
        )
    )
    purpose = "拟制主动公开的信息，经审查、签发后公开"
    register_starting_place(StartingPlace("主动公开拟稿", purpose, "draft_disclosure_item", DRAFT_ITEMS.code))
