"""Applications by arrival, by number and by limit; branches by their organ: pages among a million without a look at all."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("services_applications", "0005_special_procedures_extensions_hearings")]

    operations = [
        migrations.AddIndex(
            model_name="application", index=models.Index(fields=["submitted_at"], name="application_by_arrival")
        ),
        migrations.AddIndex(
            model_name="application", index=models.Index(fields=["number"], name="application_by_number")
        ),
        migrations.AddIndex(model_name="application", index=models.Index(fields=["due_at"], name="application_due")),
        migrations.AddIndex(model_name="part", index=models.Index(fields=["organ", "branch"], name="part_of_branch")),
    ]
