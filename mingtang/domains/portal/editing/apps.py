"""Registration of editing with everything it uses."""

from django.apps import AppConfig


class EditingConfig(AppConfig):
    name = "mingtang.domains.portal.editing"
    label = "portal_editing"
    verbose_name = "网站编辑"

    def ready(self) -> None:
        from mingtang.domains.portal.editing import acts  # noqa: F401 - declares the kinds of acts
        from mingtang.domains.portal.editing.actions.releasing import TOPIC
        from mingtang.domains.portal.editing.actions.writing import LABEL
        from mingtang.domains.portal.editing.case_type import MANUSCRIPT
        from mingtang.domains.portal.editing.policy import readable_manuscripts
        from mingtang.kernel.cases.api import register_case_type
        from mingtang.kernel.content.api import register_attachment_policy
        from mingtang.kernel.messaging.api import declare_topic

        register_case_type(MANUSCRIPT)
        declare_topic(TOPIC, "网站编辑")
        register_attachment_policy(LABEL, readable_manuscripts)
        register_places()


def register_places() -> None:
    """The list for its readers, and writing among what can be started."""
    from mingtang.domains.portal.editing.permissions import READ_MANUSCRIPTS, WRITE_MANUSCRIPTS
    from mingtang.kernel.cases.api import StartingPlace, register_starting_place
    from mingtang.ui.navigation import BUSINESS, NavigationEntry, register

    register(
        NavigationEntry("网站稿件", "writing", "manuscripts", BUSINESS, order=49, permission=READ_MANUSCRIPTS.code)
    )
    purpose = "撰写网站文章，经三审三校后发布"
    register_starting_place(StartingPlace("撰写网站稿件", purpose, "write_manuscript", WRITE_MANUSCRIPTS.code))
