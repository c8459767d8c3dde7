"""Addresses of the directory, one module per subject."""

from mingtang.kernel.directory.urls import account, public, sign_in

urlpatterns = [*sign_in.urlpatterns, *account.urlpatterns, *public.urlpatterns]
