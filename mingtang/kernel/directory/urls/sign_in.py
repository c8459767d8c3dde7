"""Signing in and out, registering, getting a password back."""

from django.urls import path

from mingtang.kernel.directory.views import registration, sign_in

urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-in/official/", sign_in.sign_in_official, name="sign_in_official"),
    path("sign-in/code/", sign_in.sign_in_code, name="sign_in_code"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("register/", registration.register, name="register"),
    path("register/enterprise/", registration.register_enterprise, name="register_enterprise"),
    path("password/forgotten/", registration.password_forgotten, name="password_forgotten"),
]
