import django.db.models.deletion
from django.db import migrations, models

from mingtang.kernel.statements.tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        CreateModels(
            operations=[
                migrations.CreateModel(
                    name="Entry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=40)),
                        ("object_id", models.CharField(max_length=64)),
                        ("title", models.CharField(max_length=300)),
                        ("text", models.TextField(blank=True)),
                        ("organ", models.BigIntegerField(db_index=True, null=True)),
                        ("permission", models.CharField(max_length=80)),
                        ("public", models.BooleanField(default=False)),
                        ("url", models.CharField(blank=True, max_length=300)),
                        ("public_url", models.CharField(blank=True, max_length=300)),
                        ("updated_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("kind", "object_id"), name="one_entry_per_object")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IndexedEntry",
                    fields=[
                        (
                            "entry",
                            models.OneToOneField(
                                db_column="rowid",
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                primary_key=True,
                                related_name="+",
                                serialize=False,
                                to="search.entry",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "search_words",
                        "managed": False,
                    },
                ),
            ],
        ),
    ]
