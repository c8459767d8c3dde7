"""Addresses of ratings: for whoever rates, for everybody, for officials."""

from django.urls import path

from mingtang.domains.services.ratings.views import office, public

urlpatterns = [
    path("services/ratings/", public.published, name="published_ratings"),
    path("services/ratings/own/", public.own, name="own_ratings"),
    path("services/ratings/<slug:code>/", public.rate_page, name="rate"),
    path("workbench/ratings/", office.ratings, name="ratings"),
    path("workbench/ratings/statistics/", office.statistics, name="rating_statistics"),
    path("workbench/ratings/<int:pk>/", office.rating, name="rating"),
]
