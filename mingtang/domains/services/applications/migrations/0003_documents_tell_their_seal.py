"""Documents tell whether they carry the seal of their organ."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("services_applications", "0002_index_of_names"),
    ]

    operations = [
        migrations.AddField(
            model_name="issuedletter",
            name="is_sealed",
            field=models.BooleanField(default=False, verbose_name="已用印"),
        ),
    ]
