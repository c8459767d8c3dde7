"""OpenID Connect: what another system learns of an account that signs in there with Mingtang."""

from typing import Any

from django.utils import timezone
from oauth2_provider.oauth2_validators import OAuth2Validator

from mingtang.kernel.directory.queries import appointments_of


class ClaimsOfAccount(OAuth2Validator):  # type: ignore[misc]
    """A stable subject without any identity number; name, post and organ under the scope `profile`."""

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


def _posts(account: Any) -> list[str]:
    if account.person is None:
        return []
    return [str(each.post) for each in appointments_of(account.person, timezone.localdate())]
