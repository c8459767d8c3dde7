"""Public pages: home, and the directory of organs."""

from django.urls import path

from mingtang.kernel.directory.views import public

urlpatterns = [
    path("", public.home, name="home"),
    path("organs/", public.public_organs, name="public_organs"),
    path("organs/<int:pk>/", public.public_organ, name="public_organ"),
]
