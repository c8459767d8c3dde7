"""Make the full-text index of this database: FTS5 on SQLite, a tsvector on PostgreSQL."""

from django.db import migrations

from mingtang.kernel.search.index import index_of


def forwards(apps, schema_editor):
    index_of(schema_editor.connection).create(schema_editor.connection)


def backwards(apps, schema_editor):
    index_of(schema_editor.connection).drop(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_entries")]
    operations = [migrations.RunPython(forwards, backwards)]
