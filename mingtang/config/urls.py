"""Addresses of the whole site, by app; the first match wins."""

from django.urls import URLPattern, URLResolver, include, path

from mingtang.config import api, errors, health, reference

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    path("api/", reference.reference, name="api_reference"),
    path("api/", api.addresses()),
    path("oauth/", include("mingtang.kernel.directory.openid.urls")),
    path("", include("mingtang.domains.portal.sites.urls")),  # what the public asks for most is looked for first
    path("", include("mingtang.ui.urls")),
    path("", include("mingtang.kernel.evidence.urls")),
    path("", include("mingtang.kernel.directory.urls")),
    path("", include("mingtang.kernel.messaging.urls")),
    path("", include("mingtang.kernel.trust.urls")),
    path("", include("mingtang.kernel.acme.urls")),
    path("", include("mingtang.kernel.search.urls")),
    path("", include("mingtang.kernel.processes.urls")),
    path("", include("mingtang.kernel.clocks.urls")),
    path("", include("mingtang.kernel.content.urls")),
    path("", include("mingtang.kernel.forms.urls")),
    path("", include("mingtang.kernel.letters.urls")),
    path("", include("mingtang.kernel.cases.urls")),
    path("", include("mingtang.domains.supervision.urls")),
    path("", include("mingtang.domains.registration.urls")),
    path("", include("mingtang.domains.interaction.moderation.urls")),
    path("", include("mingtang.domains.interaction.messages.urls")),
    path("", include("mingtang.domains.interaction.frequent.urls")),
    path("", include("mingtang.domains.interaction.opinions.urls")),
    path("", include("mingtang.domains.interaction.surveys.urls")),
    path("", include("mingtang.domains.interaction.interviews.urls")),
    path("", include("mingtang.domains.disclosure.requests.urls")),
    path("", include("mingtang.domains.disclosure.catalogue.urls")),
    path("", include("mingtang.domains.disclosure.reports.urls")),
    path("", include("mingtang.domains.inspection.urls")),
    path("", include("mingtang.domains.portal.databases.urls")),
    path("", include("mingtang.domains.portal.contributions.urls")),
    path("", include("mingtang.domains.portal.editing.urls")),
    path("", include("mingtang.domains.portal.sharing.urls")),
    path("", include("mingtang.domains.portal.visits.urls")),
    path("", include("mingtang.domains.services.licences.urls")),
    path("", include("mingtang.domains.services.catalogue.urls")),
    path("", include("mingtang.domains.services.catalogue.import_urls")),
    path("", include("mingtang.domains.services.catalogue.public_urls")),
    path("", include("mingtang.domains.services.payments.urls")),
    path("", include("mingtang.domains.services.applications.urls")),
    path("", include("mingtang.domains.services.designing.urls")),
    path("", include("mingtang.domains.services.efficiency.urls")),
    path("", include("mingtang.domains.services.ratings.urls")),
    path("", include("mingtang.domains.services.hall.urls")),
    path("", include("mingtang.domains.services.reporting.urls")),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
