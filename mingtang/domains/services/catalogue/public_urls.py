"""Public addresses of the catalogue: the hall, guides, scenarios."""

from django.urls import path

from mingtang.domains.services.catalogue.views import guide, hall, scenario

urlpatterns = [
    path("services/", hall.service_hall, name="service_hall"),
    path("services/items/<str:code>/", guide.service_guide, name="service_guide"),
    path("services/items/<str:code>/scenario/", scenario.service_scenario, name="service_scenario"),
]
