"""Certificates tell whether they carry the seal of their issuer."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("services_licences", "0001_types_licences_uses"),
    ]

    operations = [
        migrations.AddField(
            model_name="licence",
            name="is_sealed",
            field=models.BooleanField(default=False, verbose_name="已用印"),
        ),
        migrations.AlterField(
            model_name="licence",
            name="file_name",
            field=models.CharField(blank=True, max_length=120, verbose_name="文件"),
        ),
        migrations.AlterField(
            model_name="licence",
            name="ofd_name",
            field=models.CharField(blank=True, max_length=120, verbose_name="OFD 文件"),
        ),
    ]
