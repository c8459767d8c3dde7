from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_several_clocks_of_a_row")]

    operations = [
        migrations.RemoveIndex(model_name="candidate", name="candidate_pool"),
        migrations.AddIndex(
            model_name="candidate", index=models.Index(fields=["key", "offered_at"], name="candidate_pool")
        ),
    ]
