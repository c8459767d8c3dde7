"""Addresses of the OpenID Connect provider. The library's own pages for managing clients are not among them."""

from django.urls import path
from oauth2_provider import views

from mingtang.kernel.directory.openid.consent import Consent

app_name = "oauth2_provider"  # the library reverses its addresses under this name

urlpatterns = [
    path(
        ".well-known/openid-configuration", views.ConnectDiscoveryInfoView.as_view(), name="oidc-connect-discovery-info"
    ),
    path(
        ".well-known/oauth-authorization-server",
        views.OAuthServerMetadataView.as_view(),
        name="oauth-server-metadata",
    ),
    path(".well-known/jwks.json", views.JwksInfoView.as_view(), name="jwks-info"),
    path("authorize/", Consent.as_view(), name="authorize"),
    path("token/", views.TokenView.as_view(), name="token"),
    path("revoke/", views.RevokeTokenView.as_view(), name="revoke-token"),
    path("userinfo/", views.UserInfoView.as_view(), name="user-info"),
]
