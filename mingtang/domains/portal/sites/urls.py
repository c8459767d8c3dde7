"""Addresses of the public sites: each page has one, whatever host asks; `/` is the home page of the site of the host."""

from django.urls import path

from mingtang.domains.portal.sites.views import feeds, files, pages, standing

urlpatterns = [
    path("", pages.home, name="home"),
    path("sites/", standing.cluster, name="sites"),
    path("leaving/", standing.leaving, name="leaving"),
    path("sites/<slug:key>/", pages.site_home, name="site_home"),
    path("sites/<slug:key>/sitemap.xml", feeds.sitemap, name="site_map"),
    path("sites/<slug:key>/map/", standing.site_map, name="site_page_map"),
    path("sites/<slug:key>/files/<int:pk>/", files.article_file, name="article_file"),
    path("sites/<slug:key>/feeds/<slug:kind>/", feeds.feed, name="site_feed"),
    path("sites/<slug:key>/feeds/<slug:kind>/<path:inner>/", feeds.feed, name="column_feed"),
    path("sites/<slug:key>/<path:inner>/", pages.page, name="site_page"),
]
