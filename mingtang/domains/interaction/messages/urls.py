"""Addresses of interaction: for everybody, for authors of messages, for desks and organs."""

from django.urls import path

from mingtang.domains.interaction.messages.views import files, ledger, mailbox_desk, mailboxes, public, steps, writing

urlpatterns = [
    path("interaction/", public.letters, name="public_messages"),
    path("interaction/statistics/", public.statistics, name="public_message_statistics"),
    path("interaction/new/", writing.choose, name="choose_message"),
    path("interaction/new/<slug:kind>/", writing.write, name="write_message"),
    path("interaction/mailboxes/", mailboxes.mailboxes, name="mailboxes"),
    path("interaction/mailboxes/<int:pk>/", mailboxes.mailbox, name="mailbox"),
    path("interaction/mailboxes/<int:pk>/new/", mailboxes.write, name="write_to_leader"),
    path("interaction/query/", writing.query, name="query_message"),
    path("interaction/own/<int:pk>/", writing.own, name="own_message"),
    path("interaction/own/<int:pk>/files/<int:file_id>/", files.own_file, name="own_message_file"),
    path("interaction/<int:pk>/", public.letter, name="public_message"),
    path("interaction/<int:pk>/files/<int:file_id>/", files.public_file, name="public_message_file"),
    path("workbench/messages/", ledger.ledger_page, name="messages"),
    path("workbench/messages/statistics/", ledger.statistics, name="message_statistics"),
    path("workbench/messages/mailboxes/", mailbox_desk.mailboxes, name="mailbox_desk"),
    path("workbench/messages/mailboxes/new/", mailbox_desk.add, name="add_mailbox"),
    path("workbench/messages/mailboxes/<int:pk>/", mailbox_desk.change, name="change_mailbox"),
    path("workbench/messages/<int:pk>/", ledger.message_page, name="message"),
    path("workbench/messages/<int:pk>/screening/", steps.screening, name="screen_message"),
    path("workbench/messages/<int:pk>/reply/", steps.reply, name="draft_message_reply"),
    path("workbench/messages/<int:pk>/publication/", steps.publication, name="publish_message"),
    path("workbench/messages/<int:pk>/extension/", steps.extension, name="extend_message"),
    path("workbench/messages/<int:pk>/extension/decision/", steps.extension_decision, name="decide_message_extension"),
]
