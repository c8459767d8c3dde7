"""Addresses of the public sites: each page has one, whatever host asks; `/` is the home page of the site of the host.

Below them the workbench of those who keep sites.
"""

from django.urls import path

from mingtang.domains.portal.sites.views import feeds, files, pages, standing
from mingtang.domains.portal.sites.views.desk import columns, composing, life, media, topics
from mingtang.domains.portal.sites.views.desk import sites as kept

KEPT = "workbench/sites/<int:pk>/"
COMPOSED = f"{KEPT}pages/<int:page>/<slug:part>/"

urlpatterns = [
    path("", pages.home, name="home"),
    path("sites/", standing.cluster, name="sites"),
    path("leaving/", standing.leaving, name="leaving"),
    path("sites/<slug:key>/", pages.site_home, name="site_home"),
    path("sites/<slug:key>/sitemap.xml", feeds.sitemap, name="site_map"),
    path("sites/<slug:key>/map/", standing.site_map, name="site_page_map"),
    path("sites/<slug:key>/files/<int:pk>/", files.article_file, name="article_file"),
    path("sites/<slug:key>/media/<int:pk>/", files.site_medium, name="site_medium"),
    path("sites/<slug:key>/feeds/<slug:kind>/", feeds.feed, name="site_feed"),
    path("sites/<slug:key>/feeds/<slug:kind>/<path:inner>/", feeds.feed, name="column_feed"),
    path("sites/<slug:key>/<path:inner>/", pages.page, name="site_page"),
    path("workbench/sites/", kept.sites_page, name="kept_sites"),
    path("workbench/sites/new/", kept.new_site, name="new_kept_site"),
    path(KEPT, kept.site_page, name="kept_site"),
    path(f"{KEPT}change/", kept.changed_site, name="change_kept_site"),
    path(f"{KEPT}columns/", columns.columns_page, name="kept_columns"),
    path(f"{KEPT}columns/new/", columns.new_column, name="new_kept_column"),
    path(f"{KEPT}columns/<int:column>/", columns.column_page, name="kept_column"),
    path(f"{KEPT}columns/<int:column>/<slug:step>/", columns.column_step, name="kept_column_step"),
    path(f"{KEPT}topics/", topics.topics_page, name="kept_topics"),
    path(f"{KEPT}topics/new/", topics.new_topic, name="new_kept_topic"),
    path(f"{KEPT}topics/<int:topic>/", topics.changed_topic, name="change_kept_topic"),
    path(f"{KEPT}media/", media.media_page, name="kept_media"),
    path(f"{KEPT}media/<int:medium>/", media.medium_page, name="kept_medium"),
    path(COMPOSED, composing.composition_page, name="kept_composition"),
    path(f"{COMPOSED}preview/", composing.preview, name="kept_composition_preview"),
    path(f"{COMPOSED}new/", composing.new_block, name="new_kept_block"),
    path(f"{COMPOSED}<uuid:block>/", composing.block_page, name="kept_block"),
    path(f"{KEPT}steps/<slug:step>/", life.step_page, name="kept_site_step"),
]
