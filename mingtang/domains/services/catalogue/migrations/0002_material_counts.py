"""How many materials items ask for, and asked for when they were first published: what has been simplified since."""

from typing import Any

from django.db import migrations, models


def count_materials(apps: Any, editor: Any) -> None:
    """Fill the columns from the versions."""
    version_model = apps.get_model("services_catalogue", "ItemVersion")
    published = version_model.objects.filter(published_at__isnull=False).order_by("published_at", "number")
    for item in apps.get_model("services_catalogue", "ServiceItem").objects.filter(in_force__isnull=False).iterator():
        documents = list(published.filter(item=item).values_list("document", flat=True))
        if documents:
            item.first_material_count = len(documents[0].get("materials", ()))
            item.material_count = len(item.in_force.document.get("materials", ()))
            item.save(update_fields=["first_material_count", "material_count"])


class Migration(migrations.Migration):
    dependencies = [("services_catalogue", "0001_items")]

    operations = [
        migrations.AddField(
            model_name="serviceitem",
            name="first_material_count",
            field=models.PositiveSmallIntegerField(null=True, verbose_name="首次发布的材料数"),
        ),
        migrations.AddField(
            model_name="serviceitem",
            name="material_count",
            field=models.PositiveSmallIntegerField(null=True, verbose_name="材料数"),
        ),
        migrations.RunPython(count_materials, migrations.RunPython.noop, elidable=True),
    ]
