"""Takes and call cards in SQLite.

One connection, used by one thread (the app gives it a thread of its own). WAL, so that a crash
never costs more than the last change. Audio and tracks are files in the take's folder, not here.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from models.codec import to_json
from models.corrections import Corrections
from models.errors import UserFacingError
from models.history import rows
from models.history.migrations import migrate
from models.history.records import TakeFilter, TakeRecord
from models.history.saved_card import SavedCard
from models.scorecard import Scorecard
from models.take import TakeSetup, TakeSummary

_BATCH = 500


class History:
    """The history kept in the SQLite file at `path`, which is made when missing.

    Raises `UserFacingError` when the file is no database, or is from a newer version.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(path, isolation_level=None, timeout=10)
        self._connection.row_factory = sqlite3.Row
        try:
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA foreign_keys = ON")
            # Deleted recordings are private: their words must not stay readable in free pages.
            self._connection.execute("PRAGMA secure_delete = ON")
            migrate(self._connection)
        except sqlite3.DatabaseError as error:
            self._connection.close()
            raise UserFacingError(
                f"The history in {path} cannot be read.",
                "Move that file away to start a new one; your recordings stay where they are.",
            ) from error
        except UserFacingError:
            self._connection.close()
            raise

    def __enter__(self) -> "History":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        self._connection.close()

    def save_take(self, setup: TakeSetup, heard: Scorecard) -> None:
        """Adds a take, or replaces its result; title, note and star stay.

        Corrections stay, too; what follows from them is saved by `save_corrections`.
        """
        body = {
            "take_id": setup.take_id,
            "setup": rows.dump(to_json(setup)),
            "heard": rows.packed(heard),
            "corrections": rows.dump(to_json(Corrections())),
        }
        with self._transaction():
            self._save_summary(setup, heard)
            self._connection.execute(
                "INSERT INTO take_bodies (take_id, setup, heard, corrections)"
                " VALUES (:take_id, :setup, :heard, :corrections)"
                " ON CONFLICT (take_id) DO UPDATE SET setup = excluded.setup, heard = excluded.heard",
                body,
            )

    def save_corrections(self, setup: TakeSetup, corrections: Corrections, corrected: Scorecard) -> None:
        """Keeps the user's corrections of a saved take and the scorecard that follows from them."""
        with self._transaction():
            self._save_summary(setup, corrected)
            self._connection.execute(
                "UPDATE take_bodies SET corrections = ?, corrected = ? WHERE take_id = ?",
                (rows.dump(to_json(corrections)), rows.packed(corrected), setup.take_id),
            )

    def take(self, take_id: str) -> TakeRecord:
        """Raises `UserFacingError` when there is no such take."""
        row = self._connection.execute(
            "SELECT * FROM takes JOIN take_bodies USING (take_id) WHERE take_id = ?", (take_id,)
        ).fetchone()
        if row is None:
            raise UserFacingError(
                f"There is no take “{take_id}”.", "`ringback history` lists the takes there are."
            )
        return rows.record_of(row)

    def takes(self, which: TakeFilter | None = None) -> tuple[TakeSummary, ...]:
        """The takes that match, newest first."""
        clauses, values = _conditions(which or TakeFilter())
        limit = which.limit if which and which.limit is not None else -1
        cursor = self._connection.cursor()
        cursor.row_factory = None  # plain tuples: a look-up by name costs more than the rest of a row
        found = cursor.execute(
            f"SELECT {', '.join(rows.SUMMARY_COLUMNS)} FROM takes WHERE {' AND '.join(clauses)}"
            " ORDER BY started_at DESC, take_id DESC LIMIT ?",
            (*values, limit),
        )
        takes: list[TakeSummary] = []
        while batch := found.fetchmany(_BATCH):  # the parser lets no other thread run meanwhile
            takes += rows.summaries(batch)
        return tuple(takes)

    def measured_before(self, version: int) -> tuple[str, ...]:
        """The takes, newest first, that older measures than those of `version` have measured."""
        found = self._connection.execute(
            "SELECT take_id FROM takes WHERE measures_version < ? AND trashed_at IS NULL"
            " ORDER BY started_at DESC, take_id DESC",
            (version,),
        )
        return tuple(row["take_id"] for row in found)

    def save_again(self, record: TakeRecord) -> None:
        """Replaces both scorecards of a take by those of `record`."""
        self.save_take(record.setup, record.heard)
        if record.corrections != Corrections():
            self.save_corrections(record.setup, record.corrections, record.scorecard)

    def known_ids(self) -> frozenset[str]:
        """Every take the history knows, those in the trash included."""
        return frozenset(take_id for (take_id,) in self._connection.execute("SELECT take_id FROM takes"))

    def rename(self, take_id: str, title: str) -> None:
        self._update(take_id, title=title.strip())

    def set_note(self, take_id: str, note: str) -> None:
        self._update(take_id, note=note)

    def set_starred(self, take_id: str, starred: bool) -> None:
        self._update(take_id, starred=int(starred))

    def trash(self, take_ids: Iterable[str]) -> None:
        """Out of every list, until restored or erased."""
        now = rows.utc_text(datetime.now(UTC))
        for take_id in take_ids:
            self._update(take_id, trashed_at=now)

    def restore(self, take_ids: Iterable[str]) -> None:
        for take_id in take_ids:
            self._update(take_id, trashed_at=None)

    def erase(self, take_ids: Iterable[str]) -> None:
        """Forgets takes for good; their folders are the caller's to delete (see `trash_bin`)."""
        with self._transaction():
            self._connection.executemany(
                "DELETE FROM takes WHERE take_id = ?", [(take_id,) for take_id in take_ids]
            )
        # What was erased must not linger in the write-ahead log either.
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def save_card(self, saved: SavedCard) -> None:
        """Adds a call card or replaces it."""
        self._connection.execute(
            "INSERT INTO call_cards (card_id, updated_at, scenario, verdict, card)"
            " VALUES (?, ?, ?, ?, ?) ON CONFLICT (card_id) DO UPDATE SET"
            " updated_at = excluded.updated_at, scenario = excluded.scenario,"
            " verdict = excluded.verdict, card = excluded.card, trashed_at = NULL",
            (
                saved.card_id,
                rows.utc_text(saved.updated_at),
                saved.scenario.value,
                saved.verdict.value if saved.verdict else None,
                rows.dump(to_json(saved.card)),
            ),
        )

    def cards(self) -> tuple[SavedCard, ...]:
        """The call cards, last used first."""
        found = self._connection.execute(
            "SELECT * FROM call_cards WHERE trashed_at IS NULL ORDER BY updated_at DESC"
        )
        return tuple(rows.card_of(row) for row in found)

    def trash_card(self, card_id: str) -> None:
        """Out of the list; saving the card again brings it back. Its takes stay."""
        self._connection.execute(
            "UPDATE call_cards SET trashed_at = ? WHERE card_id = ?",
            (rows.utc_text(datetime.now(UTC)), card_id),
        )

    def erase_trashed_cards(self) -> None:
        self._connection.execute("DELETE FROM call_cards WHERE trashed_at IS NOT NULL")

    def _save_summary(self, setup: TakeSetup, scorecard: Scorecard) -> None:
        row = rows.summary_row(setup, scorecard)
        columns, marks = ", ".join(row), ", ".join(f":{name}" for name in row)
        changes = ", ".join(f"{name} = excluded.{name}" for name in row if name != "take_id")
        self._connection.execute(
            f"INSERT INTO takes ({columns}) VALUES ({marks}) ON CONFLICT (take_id) DO UPDATE SET {changes}",
            row,
        )

    def _update(self, take_id: str, **values: Any) -> None:
        assignments = ", ".join(f"{name} = ?" for name in values)
        self._connection.execute(
            f"UPDATE takes SET {assignments} WHERE take_id = ?", (*values.values(), take_id)
        )

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """All of the body is kept, or nothing of it when it raises."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")


def _conditions(which: TakeFilter) -> tuple[list[str], list[Any]]:
    clauses = ["trashed_at IS NOT NULL" if which.trashed else "trashed_at IS NULL"]
    values: list[Any] = []
    tests: tuple[tuple[str, Any], ...] = (
        ("scenario = ?", which.scenario and which.scenario.value),
        ("call_card_id = ?", which.call_card_id),
        ("started_at >= ?", which.since and rows.utc_text(which.since)),
        ("started_at < ?", which.until and rows.utc_text(which.until)),
        ("starred = ?", None if which.starred is None else int(which.starred)),
    )
    for clause, value in tests:
        if value is not None:
            clauses.append(clause)
            values.append(value)
    return clauses, values
