"""Addresses of the figures."""

from django.urls import path

from mingtang.domains.portal.visits import views

urlpatterns = [
    path("workbench/visits/", views.sites_page, name="site_visits"),
    path("workbench/visits/<int:pk>/", views.site_page, name="visits_of_site"),
    path("workbench/visits/<int:pk>/articles/", views.articles_page, name="visits_of_articles"),
]
