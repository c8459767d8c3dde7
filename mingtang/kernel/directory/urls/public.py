"""Public pages: the directory of organs."""

from django.urls import path

from mingtang.kernel.directory.views import public

urlpatterns = [
    path("organs/", public.public_organs, name="public_organs"),
    path("organs/<int:pk>/", public.public_organ, name="public_organ"),
]
