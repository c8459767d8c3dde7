"""Sessions in the database that know their account."""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from mingtang.kernel.directory.models import Session


class SessionStore(DatabaseStore):
    """The database store over our own table, with the account beside the data."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, object]) -> Session:
        row: Any = super().create_model_instance(data)
        row.account_id = data.get("_auth_user_id") or None
        return row  # type: ignore[no-any-return]  # the class above has made it of our model
