"""Have the database refuse changes of records and links."""

from django.db import migrations

from mingtang.kernel.evidence.guards import install_guards, remove_guards


def forwards(apps, schema_editor):
    install_guards(schema_editor.connection)


def backwards(apps, schema_editor):
    remove_guards(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("evidence", "0001_records_chain_outbox")]
    operations = [migrations.RunPython(forwards, backwards)]
