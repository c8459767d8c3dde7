"""Addresses of editing."""

from django.urls import path

from mingtang.domains.portal.editing.views import articles, manuscripts, releases, steps, translations, ways, writing

WORK = "workbench/manuscripts/"

urlpatterns = [
    path(WORK, manuscripts.manuscripts_page, name="manuscripts"),
    path(WORK + "new/", writing.new_page, name="write_manuscript"),
    path(WORK + "release/", releases.choose_page, name="release_manuscripts"),
    path(WORK + "releases/", releases.releases_page, name="releases"),
    path(WORK + "releases/<int:pk>/", releases.release_page, name="release"),
    path(WORK + "ways/", ways.ways_page, name="review_ways"),
    path(WORK + "ways/<int:pk>/", ways.way_page, name="review_way"),
    path(WORK + "translations/", translations.translations_page, name="translations"),
    path(WORK + "translations/<int:pk>/", translations.site_translations, name="translations_of_site"),
    path(WORK + "translations/<int:pk>/<int:article>/", translations.translation_page, name="translate_article"),
    path(WORK + "articles/", articles.articles_page, name="published_articles"),
    path(WORK + "articles/<int:article>/", articles.article_page, name="published_article"),
    path(WORK + "articles/<int:article>/correction/", writing.correction_page, name="correct_article"),
    path(WORK + "articles/<int:article>/withdrawal/", steps.withdrawal_page, name="withdraw_article"),
    path(WORK + "<int:pk>/edition/", writing.edit_page, name="edit_manuscript"),
    path(WORK + "<int:pk>/files/", writing.files_page, name="manuscript_files"),
    path(WORK + "<int:pk>/files/<int:file>/", writing.file_page, name="manuscript_file"),
    path(WORK + "<int:pk>/preview/", manuscripts.preview_page, name="preview_manuscript"),
    path(WORK + "<int:pk>/comparison/", manuscripts.compare_page, name="compare_manuscript"),
    path(WORK + "<int:pk>/submission/", steps.submission_page, name="submit_manuscript"),
    path(WORK + "<int:pk>/review/", steps.review_page, name="review_manuscript"),
    path(WORK + "<int:pk>/abandonment/", steps.abandonment_page, name="abandon_manuscript"),
    path(WORK + "<int:pk>/release/", releases.release_manuscript, name="release_manuscript"),
]
