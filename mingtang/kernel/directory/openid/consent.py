"""The page on which the holder of an account says whether another system may learn who is signing in there."""

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from oauth2_provider.views import AuthorizationView

from mingtang.kernel.directory import acts
from mingtang.kernel.evidence.api import act
from mingtang.ui.middleware import POLICY


class Consent(AuthorizationView):  # type: ignore[misc]
    """Shows which system asks for what, and records the answer. Whoever has not signed in does that first."""

    template_name = "directory/openid/consent.html"

    def form_valid(self, form: Any) -> HttpResponseBase:
        if not form.cleaned_data["allow"]:
            return self._answered(form)
        with act(acts.CONSENT, self.request.actor, self.request.user) as deed:
            deed.note = f"同意 {form.cleaned_data['client_id']} 取得 {form.cleaned_data['scope']}"
            return self._answered(form)

    def _answered(self, form: Any) -> HttpResponseBase:
        answer: HttpResponseBase = super().form_valid(form)
        return answer

    def render_to_response(self, context: dict[str, Any], **options: Any) -> HttpResponse:
        """The page. Browsers apply `form-action` to the redirection behind the form too, so it names the system."""
        response: HttpResponse = super().render_to_response(context, **options)
        if origin := _origin(context.get("redirect_uri", "")):
            policy = POLICY | {"form-action": f"'self' {origin}"}
            response.headers["Content-Security-Policy"] = "; ".join(" ".join(each) for each in policy.items())
        return response


def _origin(address: str) -> str:
    """Scheme and host of a registered address, safe to stand in a policy."""
    parts = urlsplit(address or "")
    clean = parts.netloc and not set(parts.netloc) & set(" ;,'\"")
    return f"{parts.scheme}://{parts.netloc}" if clean else ""
