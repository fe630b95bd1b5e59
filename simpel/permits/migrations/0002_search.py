"""The databases' own index over the words of files (`permits.SearchEntry`): FTS5 or a tsvector. Written by hand.

A later migration that rebuilds `permits_searchentry` on SQLite must drop and create the triggers again.
"""

from django.db import migrations

SQLITE = [
    """CREATE VIRTUAL TABLE permits_search USING fts5(
        text, content='permits_searchentry', content_rowid='application_id', prefix='2 3', tokenize='unicode61')""",
    """CREATE TRIGGER permits_search_new AFTER INSERT ON permits_searchentry BEGIN
        INSERT INTO permits_search(rowid, text) VALUES (new.application_id, new.text); END""",
    """CREATE TRIGGER permits_search_gone AFTER DELETE ON permits_searchentry BEGIN
        INSERT INTO permits_search(permits_search, rowid, text) VALUES ('delete', old.application_id, old.text); END""",
    """CREATE TRIGGER permits_search_changed AFTER UPDATE ON permits_searchentry WHEN old.text <> new.text BEGIN
        INSERT INTO permits_search(permits_search, rowid, text) VALUES ('delete', old.application_id, old.text);
        INSERT INTO permits_search(rowid, text) VALUES (new.application_id, new.text); END""",
]
POSTGRESQL = [
    """ALTER TABLE permits_searchentry ADD COLUMN vector tsvector
        GENERATED ALWAYS AS (to_tsvector('simple', text)) STORED""",
    "CREATE INDEX permits_search ON permits_searchentry USING gin (vector)",
]
SQLITE_AWAY = [
    "DROP TRIGGER permits_search_new",
    "DROP TRIGGER permits_search_gone",
    "DROP TRIGGER permits_search_changed",
    "DROP TABLE permits_search",
]
POSTGRESQL_AWAY = ["DROP INDEX permits_search", "ALTER TABLE permits_searchentry DROP COLUMN vector"]


def create(apps, schema_editor):
    run(schema_editor, SQLITE, POSTGRESQL)


def remove(apps, schema_editor):
    run(schema_editor, SQLITE_AWAY, POSTGRESQL_AWAY)


def run(schema_editor, sqlite, postgresql):
    for statement in postgresql if schema_editor.connection.vendor == "postgresql" else sqlite:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):

    dependencies = [("permits", "0001_initial")]

    operations = [migrations.RunPython(create, remove)]
