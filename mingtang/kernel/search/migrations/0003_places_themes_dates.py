"""Where an entry stands, what it is about and from when until when it may be found; filled by `mingtang search rebuild`."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0002_full_text_index")]
    operations = [
        migrations.AddField("entry", "place", models.CharField(blank=True, default="", max_length=80)),
        migrations.AddField("entry", "theme", models.CharField(blank=True, default="", max_length=80)),
        migrations.AddField("entry", "dated", models.DateTimeField(null=True)),
        migrations.AddField("entry", "until", models.DateTimeField(null=True)),
    ]
