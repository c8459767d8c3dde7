"""Forms and their versions: what was filled in must stay readable by the version it was filled in by."""

from typing import Any

from django.db import models

from mingtang.kernel.definitions.api import Definition, Version
from mingtang.kernel.evidence.api import Protection
from mingtang.kernel.forms.permissions import READ_FORMS
from mingtang.lib.digests import canonical_json, sm3_hex


class FormDefinition(Definition):
    """A form (表单)."""

    word = "form"
    protection = Protection(read=READ_FORMS)

    class Meta(Definition.Meta):
        verbose_name = "表单"


class FormVersion(Version):
    """One version: the document as it was written; its digest is that of the canonical form."""

    definition: Any = models.ForeignKey(FormDefinition, models.PROTECT, related_name="versions", verbose_name="表单")
    text = models.TextField("文档")

    protection = Protection(read=READ_FORMS, organ="definition__organ_id")
    confidential = frozenset({"text"})

    class Meta(Version.Meta):
        verbose_name = "表单版本"

    @staticmethod
    def digest_of(document: Any) -> str:
        """The digest of a document: the same however it is laid out."""
        return sm3_hex(canonical_json(document))
