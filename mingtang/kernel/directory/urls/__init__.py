"""Addresses of the directory, one module per subject."""

from mingtang.kernel.directory.urls import account, organs, people, public, rights, sign_in

urlpatterns = [
    *sign_in.urlpatterns,
    *account.urlpatterns,
    *public.urlpatterns,
    *organs.urlpatterns,
    *people.urlpatterns,
    *rights.urlpatterns,
]
