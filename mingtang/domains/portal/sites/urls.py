"""Addresses of the public sites: each page has one, whatever host asks; `/` is the home page of the site of the host."""

from django.urls import path

from mingtang.domains.portal.sites.views import feeds, pages

urlpatterns = [
    path("", pages.home, name="home"),
    path("sites/<slug:key>/", pages.site_home, name="site_home"),
    path("sites/<slug:key>/sitemap.xml", feeds.sitemap, name="site_map"),
    path("sites/<slug:key>/feeds/<slug:kind>/", feeds.feed, name="site_feed"),
    path("sites/<slug:key>/feeds/<slug:kind>/<path:inner>/", feeds.feed, name="column_feed"),
    path("sites/<slug:key>/<path:inner>/", pages.page, name="site_page"),
]
