"""Make the index of the names of applicants and fill it (seconds for a hundred thousand applications); lists read backwards."""

from django.db import migrations, models

from mingtang.kernel.search.fragments import FragmentIndex

NAMES = FragmentIndex("services_applications_applicantname")
BY_TIME = {
    "application_of_organ": ["organ"],
    "application_of_state": ["organ", "state"],
    "application_of_window": ["window"],
    "application_of_item": ["item"],
}


def forwards(apps, schema_editor):
    NAMES.create()
    rows = apps.get_model("services_applications", "Application").objects.exclude(number="").order_by("pk")
    NAMES.rebuild(rows.values_list("pk", "applicant_name").iterator(2000))


def backwards(apps, schema_editor):
    NAMES.drop()


class Migration(migrations.Migration):
    dependencies = [("services_applications", "0002_joint_meetings"), ("search", "0002_full_text_index")]
    operations = [
        *(migrations.RemoveIndex("application", name) for name in BY_TIME),
        *(
            migrations.AddIndex("application", models.Index(fields=[*fields, "submitted_at"], name=name))
            for name, fields in BY_TIME.items()
        ),
        migrations.RunPython(forwards, backwards),
        migrations.RunSQL("ANALYZE services_applications_application", migrations.RunSQL.noop),  # of the new indexes
    ]
