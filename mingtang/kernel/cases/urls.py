"""Addresses of the workbench of cases."""

from django.urls import path

from mingtang.kernel.cases.views import (
    archives,
    batch,
    case,
    lists,
    migrations,
    phrases,
    saved,
    starting,
    substitutions,
    verbs,
)

urlpatterns = [
    path("workbench/matters/", starting.matters, name="matters"),
    path("workbench/matters/<int:pk>/", starting.matter_new, name="matter_new"),
    path("workbench/tasks/", lists.work_list, {"address": "tasks"}, name="tasks"),
    path("workbench/tasks/pool/", lists.work_list, {"address": "task_pool"}, name="task_pool"),
    path("workbench/tasks/unit/", lists.work_list, {"address": "tasks_of_unit"}, name="tasks_of_unit"),
    path("workbench/tasks/done/", lists.work_list, {"address": "tasks_done"}, name="tasks_done"),
    path("workbench/tasks/sent/", lists.work_list, {"address": "cases_sent"}, name="cases_sent"),
    path("workbench/tasks/watched/", lists.work_list, {"address": "cases_watched"}, name="cases_watched"),
    path("workbench/tasks/copies/", lists.work_list, {"address": "copies"}, name="copies"),
    path("workbench/tasks/batch/", batch.complete_together, name="complete_together"),
    path("workbench/tasks/keys/", lists.keys, name="work_keys"),
    path("workbench/tasks/views/<slug:address>/", saved.views_of_list, name="work_views"),
    path("workbench/tasks/view/<int:pk>/", saved.saved_view, name="saved_view"),
    path("workbench/cases/<int:pk>/", case.case, name="case"),
    path("workbench/cases/<int:pk>/watch/", case.case_watch, name="case_watch"),
    path("workbench/cases/<int:pk>/<int:no>/draft/", verbs.opinion_draft, name="opinion_draft"),
    path("workbench/cases/<int:pk>/<int:no>/<slug:verb>/", verbs.case_verb, name="case_verb"),
    path("workbench/phrases/", phrases.phrases, name="phrases"),
    path("workbench/phrases/<int:pk>/", phrases.phrase, name="phrase"),
    path("workbench/phrases/<int:pk>/place/", phrases.phrase_place, name="phrase_place"),
    path("workbench/substitutions/", substitutions.substitutions, name="substitutions"),
    path("workbench/substitutions/<int:pk>/end/", substitutions.substitution_end, name="substitution_end"),
    path("workbench/case-migrations/", migrations.case_migrations, name="case_migrations"),
    path("workbench/case-migrations/new/<int:pk>/", migrations.case_migration_plan, name="case_migration_plan"),
    path("workbench/case-migrations/<int:pk>/", migrations.case_migration, name="case_migration"),
    path("workbench/archives/", archives.archives, name="archives"),
    path("workbench/archives/<int:pk>/package/", archives.archive_package, name="archive_package"),
    path("workbench/archives/destructions/", archives.destructions, name="destructions"),
    path("workbench/archives/destructions/<int:pk>/", archives.destruction_approval, name="destruction_approval"),
]
