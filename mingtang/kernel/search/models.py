"""What can be found, and the index beside it."""

from django.db import models

from mingtang.kernel.evidence.api import Permission, Protection


class Entry(models.Model):
    """One thing that can be found, as its source described it; derived, and built anew by `mingtang search rebuild`.

    It is found neither before `dated` nor from `until` on, where these are known.
    """

    kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=64)
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    organ = models.BigIntegerField(null=True, db_index=True)
    permission = models.CharField(max_length=80)
    public = models.BooleanField(default=False)
    url = models.CharField(max_length=300, blank=True)
    public_url = models.CharField(max_length=300, blank=True)
    place = models.CharField(max_length=80, blank=True, default="")
    theme = models.CharField(max_length=80, blank=True, default="")
    dated = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="one_entry_per_object")]

    def __str__(self) -> str:
        return self.title

    @property
    def protection(self) -> Protection:
        """Every entry is protected by the permission of its own source."""
        return Protection(read=Permission(self.permission, ""), organ="organ")


class IndexedEntry(models.Model):
    """The full-text index: an FTS5 table on SQLite, a table with a tsvector on PostgreSQL; see `index`.

    Only `index` knows its other columns and writes to it.
    """

    entry = models.OneToOneField(
        Entry, models.DO_NOTHING, primary_key=True, db_column="rowid", db_constraint=False, related_name="+"
    )

    class Meta:
        managed = False
        db_table = "search_words"

    def __str__(self) -> str:
        return f"{self.entry_id}"
