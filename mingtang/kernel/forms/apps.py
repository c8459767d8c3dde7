"""Registration of the forms."""

from django.apps import AppConfig


class FormsConfig(AppConfig):
    name = "mingtang.kernel.forms"
    label = "forms"
    verbose_name = "表单"

    def ready(self) -> None:
        from mingtang.kernel.forms import acts  # noqa: F401 - declares the kinds of acts
        from mingtang.ui.navigation import ADMINISTRATION, NavigationEntry, register

        register(NavigationEntry("表单", "forms", "form_list", ADMINISTRATION, order=72, permission="forms.read"))
