"""Signing in to other systems with Mingtang: OpenID Connect over django-oauth-toolkit, mounted at /oauth/."""
