"""Registration of the letters."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "mingtang.kernel.letters"
    label = "letters"
    verbose_name = "文书"

    def ready(self) -> None:
        from mingtang.kernel.letters import acts  # noqa: F401 - declares the kinds of acts
        from mingtang.ui.navigation import ADMINISTRATION, NavigationEntry, register

        register(
            NavigationEntry(
                "文书模板", "file-certificate", "letter_list", ADMINISTRATION, order=74, permission="letters.read"
            )
        )
