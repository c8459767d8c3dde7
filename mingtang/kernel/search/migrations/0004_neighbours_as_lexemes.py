"""On PostgreSQL neighbouring characters become lexemes: the index is made anew from the entries, some 200 of them a second."""

from django.db import migrations

from mingtang.kernel.search.index import index_of
from mingtang.kernel.search.segmentation import tokens


def forwards(apps, schema_editor):
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        return
    entries = apps.get_model("search", "Entry").objects.values_list("pk", "title", "text")
    index_of(connection).drop(connection)
    index_of(connection).create(
        connection, ((pk, tokens(title), tokens(text)) for pk, title, text in entries.iterator(500))
    )


class Migration(migrations.Migration):
    dependencies = [("search", "0003_places_themes_dates")]
    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
