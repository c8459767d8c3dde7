"""Templates take the shape of all definitions: a `key` taken once for each organ and once for the node, notes."""

import re

from django.core.validators import RegexValidator
from django.db import migrations, models
from django.db.models import Q

KEY = RegexValidator(re.compile(r"[a-z][a-z0-9-]{1,59}\Z"), "代号用小写字母、数字和连字符，以字母开头，至少两个字符。")


class Migration(migrations.Migration):
    dependencies = [("letters", "0001_templates_and_versions")]

    operations = [
        migrations.RemoveConstraint("letterversion", "letter_version_number"),
        migrations.RemoveConstraint("letterversion", "one_letter_draft"),
        migrations.RemoveConstraint("letterversion", "one_published_letter"),
        migrations.AlterModelOptions("lettertemplate", {"ordering": ["key"], "verbose_name": "文书模板"}),
        migrations.RenameField("lettertemplate", "code", "key"),
        migrations.AlterField("lettertemplate", "key", models.CharField("代号", max_length=60, validators=[KEY])),
        migrations.RenameField("letterversion", "template", "definition"),
        migrations.AddField(
            "letterversion", "note", models.CharField("修改说明", max_length=200, blank=True, default="")
        ),
        migrations.AlterField("letterversion", "note", models.CharField("修改说明", max_length=200, blank=True)),
        migrations.AddConstraint(
            "lettertemplate", models.UniqueConstraint(fields=["key", "organ"], name="lettertemplate_key_of_organ")
        ),
        migrations.AddConstraint(
            "lettertemplate",
            models.UniqueConstraint(fields=["key"], condition=Q(organ=None), name="lettertemplate_key_of_node"),
        ),
        migrations.AddConstraint(
            "letterversion", models.UniqueConstraint(fields=["definition", "number"], name="letterversion_number")
        ),
        migrations.AddConstraint(
            "letterversion",
            models.UniqueConstraint(
                fields=["definition"], condition=Q(state="draft"), name="letterversion_is_the_draft"
            ),
        ),
        migrations.AddConstraint(
            "letterversion",
            models.UniqueConstraint(
                fields=["definition"], condition=Q(state="published"), name="letterversion_is_published"
            ),
        ),
    ]
