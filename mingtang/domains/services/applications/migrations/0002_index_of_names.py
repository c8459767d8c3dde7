"""Make the index of the names of applicants (decision 0045)."""

from typing import Any

from django.db import migrations

from mingtang.kernel.search.fragments import FragmentIndex

NAMES = FragmentIndex("services_applications_applicantname")


def forwards(_apps: Any, _editor: Any) -> None:
    NAMES.create()


def backwards(_apps: Any, _editor: Any) -> None:
    NAMES.drop()


class Migration(migrations.Migration):
    dependencies = [("services_applications", "0001_applications_and_parts"), ("search", "0002_full_text_index")]
    operations = [migrations.RunPython(forwards, backwards)]
