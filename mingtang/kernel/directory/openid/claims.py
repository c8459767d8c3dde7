"""What another system learns of an account, and which accounts its tokens still speak for."""

from typing import Any

from django.utils import timezone
from oauth2_provider.oauth2_validators import OAuth2Validator

from mingtang.kernel.directory.models import Account
from mingtang.kernel.directory.queries import appointments_of


class ClaimsOfAccount(OAuth2Validator):  # type: ignore[misc]
    """A stable subject without any identity number; name, post and organ under the scope `profile`.

    Nothing is told, and nothing renewed, for an account that has been disabled.
    """

    oidc_claim_scope = OAuth2Validator.oidc_claim_scope | {
        "account_kind": "profile",
        "assurance": "profile",
        "organ": "profile",
        "posts": "profile",
    }

    def get_additional_claims(self, request: Any) -> dict[str, Any]:
        account = request.user
        return {
            "name": account.holder_name,
            "preferred_username": account.login,
            "account_kind": account.kind,
            "assurance": account.assurance,
            "organ": account.organ.name if account.organ else None,
            "posts": _posts(account),
        }

    def validate_code(self, client_id: str, code: str, client: Any, request: Any, *args: Any, **kwargs: Any) -> bool:
        valid = super().validate_code(client_id, code, client, request, *args, **kwargs)
        return bool(valid and request.user.is_active)

    def validate_bearer_token(self, token: str, scopes: list[str], request: Any) -> bool:
        valid = super().validate_bearer_token(token, scopes, request)
        return bool(valid and request.user is not None and request.user.is_active)

    def validate_refresh_token(self, refresh_token: str, client: Any, request: Any, *args: Any, **kwargs: Any) -> bool:
        valid = super().validate_refresh_token(refresh_token, client, request, *args, **kwargs)
        return bool(valid and request.user.is_active)


def _posts(account: Account) -> list[str]:
    if account.person is None:
        return []
    return [str(each.post) for each in appointments_of(account.person, timezone.localdate())]
