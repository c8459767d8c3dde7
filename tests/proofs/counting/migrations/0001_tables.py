from django.db import migrations


class Migration(migrations.Migration):
    operations = [
        migrations.RunSQL("CREATE TABLE counted (organ bigint)"),
        migrations.RunSQL("CREATE TABLE counter (organ bigint PRIMARY KEY, handled bigint)"),
    ]
