from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("services_applications", "0002_results_of_applications"),
    ]

    operations = [
        migrations.AlterField(
            model_name="part",
            name="decision",
            field=models.CharField(
                blank=True,
                choices=[
                    ("granted", "准予"),
                    ("denied", "不予"),
                    ("agreed", "同意"),
                    ("disagreed", "不同意"),
                    ("upwards", "同意但需报上级"),
                    ("partly", "部分准予"),
                ],
                max_length=9,
                verbose_name="决定",
            ),
        ),
    ]
