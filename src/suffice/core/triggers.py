"""The triggers that keep the record.

A migration makes them, and every later migration makes sure of them: SQLite drops a table's triggers when a migration
remakes the table. Only a test that flushes its database takes them away for a moment.
"""

from __future__ import annotations

from typing import Protocol

EVENTS = "The record of events cannot be edited."
LOOKS = "A look at rows about children is kept until its date and cannot be edited."

_SQLITE = {
    "event_update": (
        "CREATE TRIGGER IF NOT EXISTS event_update BEFORE UPDATE ON core_event "
        f"BEGIN SELECT RAISE(ABORT, '{EVENTS}'); END"
    ),
    # To insert in the place of a row takes it away without asking the triggers that guard its deletion.
    "event_replace": (
        "CREATE TRIGGER IF NOT EXISTS event_replace BEFORE INSERT ON core_event "  # noqa: S608 - every word is ours
        f"WHEN EXISTS (SELECT 1 FROM core_event WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, '{EVENTS}'); END"
    ),
    "event_delete": (
        "CREATE TRIGGER IF NOT EXISTS event_delete BEFORE DELETE ON core_event "
        f"BEGIN SELECT RAISE(ABORT, '{EVENTS}'); END"
    ),
    "look_update": (
        f"CREATE TRIGGER IF NOT EXISTS look_update BEFORE UPDATE ON core_look BEGIN SELECT RAISE(ABORT, '{LOOKS}'); END"
    ),
    "look_replace": (
        "CREATE TRIGGER IF NOT EXISTS look_replace BEFORE INSERT ON core_look "  # noqa: S608 - every word is ours
        f"WHEN EXISTS (SELECT 1 FROM core_look WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, '{LOOKS}'); END"
    ),
    "look_delete": (
        "CREATE TRIGGER IF NOT EXISTS look_delete BEFORE DELETE ON core_look WHEN OLD.keep_until >= date('now') "
        f"BEGIN SELECT RAISE(ABORT, '{LOOKS}'); END"
    ),
}
_POSTGRESQL_FUNCTIONS = (
    f"CREATE OR REPLACE FUNCTION suffice_refuse_event() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{EVENTS}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    f"CREATE OR REPLACE FUNCTION suffice_refuse_look() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{LOOKS}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
)
_POSTGRESQL = {
    ("event_rows", "core_event"): (
        "CREATE OR REPLACE TRIGGER event_rows BEFORE UPDATE OR DELETE ON core_event "
        "FOR EACH ROW EXECUTE FUNCTION suffice_refuse_event()"
    ),
    ("event_truncate", "core_event"): (
        "CREATE OR REPLACE TRIGGER event_truncate BEFORE TRUNCATE ON core_event EXECUTE FUNCTION suffice_refuse_event()"
    ),
    ("look_update", "core_look"): (
        "CREATE OR REPLACE TRIGGER look_update BEFORE UPDATE ON core_look "
        "FOR EACH ROW EXECUTE FUNCTION suffice_refuse_look()"
    ),
    ("look_delete", "core_look"): (
        "CREATE OR REPLACE TRIGGER look_delete BEFORE DELETE ON core_look FOR EACH ROW "
        "WHEN (OLD.keep_until >= CURRENT_DATE) EXECUTE FUNCTION suffice_refuse_look()"
    ),
    ("look_truncate", "core_look"): (
        "CREATE OR REPLACE TRIGGER look_truncate BEFORE TRUNCATE ON core_look EXECUTE FUNCTION suffice_refuse_look()"
    ),
}


class _Editor(Protocol):
    def execute(self, sql: str, params: None = None) -> None: ...


def make(editor: _Editor, vendor: str) -> None:
    """Make the triggers in a database of this vendor ("sqlite" or "postgresql")."""
    statements = (
        tuple(_SQLITE.values()) if vendor == "sqlite" else (*_POSTGRESQL_FUNCTIONS, *tuple(_POSTGRESQL.values()))
    )
    for statement in statements:
        editor.execute(statement, None)


def drop(editor: _Editor, vendor: str) -> None:
    """Take the triggers away."""
    if vendor == "sqlite":
        statements = [f"DROP TRIGGER IF EXISTS {name}" for name in _SQLITE]
    else:
        statements = [f"DROP TRIGGER IF EXISTS {name} ON {table}" for name, table in _POSTGRESQL]
    for statement in statements:
        editor.execute(statement, None)
