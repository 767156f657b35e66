"""The schema, step by step. Each step runs once, in one transaction with its own record.

A step that has been released is never edited: a change is a new step.
"""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime

from models.errors import UserFacingError


@dataclass(frozen=True)
class Migration:
    version: int
    name: str
    statements: tuple[str, ...]


MIGRATIONS = (
    Migration(
        1,
        "takes and call cards",
        (
            """CREATE TABLE call_cards (
                 card_id TEXT PRIMARY KEY,
                 updated_at TEXT NOT NULL,
                 scenario TEXT NOT NULL,
                 verdict TEXT,
                 card TEXT NOT NULL,
                 trashed_at TEXT
               ) STRICT""",
            """CREATE TABLE takes (
                 take_id TEXT PRIMARY KEY,
                 started_at TEXT NOT NULL,
                 scenario TEXT NOT NULL,
                 verdict TEXT,
                 call_card_id TEXT NOT NULL,
                 caller TEXT NOT NULL,
                 role TEXT NOT NULL,
                 company TEXT NOT NULL,
                 title TEXT NOT NULL DEFAULT '',
                 note TEXT NOT NULL DEFAULT '',
                 starred INTEGER NOT NULL DEFAULT 0,
                 status TEXT NOT NULL,
                 duration_s REAL NOT NULL,
                 scores TEXT NOT NULL,
                 score_uncertainty TEXT NOT NULL,
                 measures TEXT NOT NULL,
                 rubric_version INTEGER NOT NULL,
                 measures_version INTEGER NOT NULL,
                 trashed_at TEXT
               ) STRICT""",
            "CREATE INDEX takes_by_time ON takes (started_at)",
            # The bulky part stands apart, so that lists and trends never read past it.
            """CREATE TABLE take_bodies (
                 take_id TEXT PRIMARY KEY REFERENCES takes (take_id) ON DELETE CASCADE,
                 setup TEXT NOT NULL,
                 heard BLOB NOT NULL,
                 corrections TEXT NOT NULL,
                 corrected BLOB
               ) STRICT""",
        ),
    ),
    Migration(
        2,
        "retries of one line stand apart in lists and trends",
        (
            "ALTER TABLE takes ADD COLUMN focus_line TEXT NOT NULL DEFAULT ''",
            """UPDATE takes SET focus_line = coalesce((SELECT json_extract(setup, '$.focus_line')
                 FROM take_bodies WHERE take_bodies.take_id = takes.take_id), '')""",
        ),
    ),
)


def migrate(connection: sqlite3.Connection, migrations: tuple[Migration, ...] = MIGRATIONS) -> None:
    """Brings the database up to date.

    Raises `UserFacingError` when it was written by a newer version, and leaves it untouched.
    """
    connection.execute(
        "CREATE TABLE IF NOT EXISTS migrations"
        " (version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT"
    )
    done = connection.execute("SELECT coalesce(max(version), 0) FROM migrations").fetchone()[0]
    if done > max(migration.version for migration in migrations):
        raise UserFacingError(
            "Your history was written by a newer version of Ringback.",
            "Update Ringback to open it; nothing has been changed.",
        )
    for migration in migrations:
        if migration.version > done:
            _apply(connection, migration)


def _apply(connection: sqlite3.Connection, migration: Migration) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statement in migration.statements:
            connection.execute(statement)
        connection.execute(
            "INSERT INTO migrations VALUES (?, ?, ?)",
            (migration.version, migration.name, datetime.now(UTC).isoformat()),
        )
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
