"""Heads name their predecessor, waiting records are authenticated, records are found by organ or account in order of time."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("evidence", "0003_verification")]

    operations = [
        migrations.AddField("head", "previous", models.BigIntegerField(default=0), preserve_default=False),
        migrations.AddField("unsealed", "mac", models.CharField(max_length=64, default=""), preserve_default=False),
        migrations.AlterField("record", "actor_account", models.BigIntegerField(null=True)),
        migrations.AlterField("record", "actor_name", models.CharField(max_length=160, verbose_name="行为人")),
        migrations.AlterField("record", "organ", models.BigIntegerField(null=True, verbose_name="所属机构")),
        migrations.AddIndex("record", models.Index(fields=["organ", "at"], name="record_organ_at")),
        migrations.AddIndex("record", models.Index(fields=["actor_account", "at"], name="record_account_at")),
    ]
