from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_candidates_found_by_key")]

    operations = [
        migrations.AddIndex(
            model_name="token",
            index=models.Index(
                fields=["born", "case", "no"], condition=models.Q(("kind", "T"), ("life", "A")), name="token_arrived"
            ),
        ),
    ]
