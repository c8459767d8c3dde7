"""Triggers by which the database itself refuses to change or delete records, links and heads."""

from typing import Any

TABLES = ("evidence_record", "evidence_link", "evidence_head")

_SQLITE = """CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"""
_POSTGRESQL = """CREATE OR REPLACE FUNCTION evidence_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
DROP TRIGGER IF EXISTS {table}_append_only ON {table};
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION evidence_append_only()"""


def install_guards(connection: Any) -> None:
    """Make records, links and heads append-only on this database.

    Done after every migration, since SQLite forgets the triggers of a table that is rebuilt.
    """
    with connection.cursor() as cursor:
        for table in TABLES:
            if connection.vendor == "sqlite":
                for verb in ("UPDATE", "DELETE"):
                    cursor.execute(_SQLITE.format(table=table, verb=verb))
            else:
                cursor.execute(_POSTGRESQL.format(table=table))


def remove_guards(connection: Any) -> None:
    """Take the triggers away: for tests that empty their database, and for the tamperer in the tests of the chain."""
    with connection.cursor() as cursor:
        for table in TABLES:
            if connection.vendor == "sqlite":
                for verb in ("UPDATE", "DELETE"):
                    cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}")
            else:
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_append_only ON {table}")
