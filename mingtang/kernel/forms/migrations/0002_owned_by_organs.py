"""Forms take the shape of all definitions: a `key` that is taken once for each organ and once for the node, notes."""

import re

from django.core.validators import RegexValidator
from django.db import migrations, models
from django.db.models import Q

KEY = RegexValidator(re.compile(r"[a-z][a-z0-9-]{1,59}\Z"), "代号用小写字母、数字和连字符，以字母开头，至少两个字符。")


class Migration(migrations.Migration):
    dependencies = [("forms", "0001_forms_and_versions")]

    operations = [
        migrations.RemoveConstraint("formversion", "form_version_number"),
        migrations.RemoveConstraint("formversion", "one_form_draft"),
        migrations.RemoveConstraint("formversion", "one_published_form"),
        migrations.AlterModelOptions("formdefinition", {"ordering": ["key"], "verbose_name": "表单"}),
        migrations.RenameField("formdefinition", "code", "key"),
        migrations.AlterField("formdefinition", "key", models.CharField("代号", max_length=60, validators=[KEY])),
        migrations.AddField(
            "formversion", "note", models.CharField("修改说明", max_length=200, blank=True, default="")
        ),
        migrations.AlterField("formversion", "note", models.CharField("修改说明", max_length=200, blank=True)),
        migrations.AddConstraint(
            "formdefinition", models.UniqueConstraint(fields=["key", "organ"], name="formdefinition_key_of_organ")
        ),
        migrations.AddConstraint(
            "formdefinition",
            models.UniqueConstraint(fields=["key"], condition=Q(organ=None), name="formdefinition_key_of_node"),
        ),
        migrations.AddConstraint(
            "formversion", models.UniqueConstraint(fields=["definition", "number"], name="formversion_number")
        ),
        migrations.AddConstraint(
            "formversion",
            models.UniqueConstraint(fields=["definition"], condition=Q(state="draft"), name="formversion_is_the_draft"),
        ),
        migrations.AddConstraint(
            "formversion",
            models.UniqueConstraint(
                fields=["definition"], condition=Q(state="published"), name="formversion_is_published"
            ),
        ),
    ]
