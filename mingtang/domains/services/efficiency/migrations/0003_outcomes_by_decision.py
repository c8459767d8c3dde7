from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("services_efficiency", "0002_materials_counted")]

    operations = [
        migrations.AddIndex("outcome", models.Index(fields=["decided_on"], name="outcome_by_decision")),
        migrations.RunSQL("ANALYZE services_efficiency_outcome", migrations.RunSQL.noop),  # of the new index
    ]
