#!/usr/bin/env python3
"""The record is tampered with in every way, by a person who knows SQLite: verify names each.

Usage: check-tampering.py CLEARROAD [--rounds N] [--seed N]
"""
import argparse
import hashlib
import importlib.util
import json
import os
import random
import shutil
import sqlite3
import sys
import tempfile

SPEC = importlib.util.spec_from_file_location(
    "check_record", os.path.join(os.path.dirname(os.path.abspath(__file__)), "check-record.py"))
record = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(record)
FREE = ("clearroad_meta",)


def tables(connection):
    rows = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' "
                              "AND name NOT LIKE 'sqlite!_%' ESCAPE '!'")
    return [name for name, in rows if name not in FREE]


def columns(connection, table):
    return [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]


def some_row(connection, table, generator):
    ids = [key for key, in connection.execute(f'SELECT rowid FROM "{table}"')]
    return generator.choice(ids) if ids else None


def other_value(value, generator):
    if value is None:
        return generator.choice([1, "x", 0.5])
    if isinstance(value, int):
        return value + generator.choice([-1, 1])
    if isinstance(value, float):
        return value + generator.choice([-1, 1]) * max(abs(value) * 1e-9, 1e-9)
    if isinstance(value, bytes):
        place = generator.randrange(len(value)) if value else 0
        return value[:place] + bytes([value[place] ^ 1]) + value[place + 1:] if value else b"x"
    place = generator.randrange(len(value) + 1)
    return value[:place] + "x" + value[place:]


def without_triggers(connection, work):
    """Does `work` with the triggers out of the way and puts them back as they were."""
    kept = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in kept:
        connection.execute(f'DROP TRIGGER "{name}"')
    said = work()
    for _, statement in kept:
        connection.execute(statement)
    return said


def change_cell(connection, generator):
    table = generator.choice([name for name in tables(connection)
                              if some_row(connection, name, generator) is not None])
    column = generator.choice(columns(connection, table))
    row = some_row(connection, table, generator)
    value, = connection.execute(f'SELECT "{column}" FROM "{table}" WHERE rowid = ?', (row,)).fetchone()
    new = other_value(value, generator)
    if table == "layer_styles" and column == "owner":
        # A style of another owner is a person's own: verify tells of it in a note.
        return None

    def work():
        connection.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = ?', (new, row))
    without_triggers(connection, work)
    return f"{table}.{column} of row {row}: {str(value)[:40]!r} to {str(new)[:40]!r}"


def delete_row(connection, generator):
    table = generator.choice([name for name in tables(connection)
                              if some_row(connection, name, generator) is not None])
    row = some_row(connection, table, generator)
    without_triggers(connection, lambda: connection.execute(
        f'DELETE FROM "{table}" WHERE rowid = ?', (row,)))
    return f"{table}: row {row} deleted"


def insert_row(connection, generator):
    table = generator.choice(["event", "segment", "alarm", "sweep", "road", "gpkg_extensions"])
    row = some_row(connection, table, generator)
    if row is None:
        return None
    names = columns(connection, table)
    values = dict(zip(names, connection.execute(
        f'SELECT * FROM "{table}" WHERE rowid = ?', (row,)).fetchone()))
    for name in names:
        if name in ("fid", "number"):
            values[name] = 100_000 + generator.randrange(1000)
        elif name in ("id", "digest", "table_name", "column_name", "extension_name"):
            values[name] = str(values[name]) + "x"
    marks = ", ".join("?" * len(names))
    connection.execute(f'INSERT INTO "{table}" VALUES ({marks})', [values[name] for name in names])
    return f"{table}: a copy of row {row} inserted"


def swap_events(connection, generator):
    numbers = [number for number, in connection.execute("SELECT number FROM event ORDER BY number")]
    one, other = generator.sample(numbers, 2)

    def work():
        connection.execute("UPDATE event SET number = -1 WHERE number = ?", (one,))
        connection.execute("UPDATE event SET number = ? WHERE number = ?", (one, other))
        connection.execute("UPDATE event SET number = ? WHERE number = -1", (other,))
    without_triggers(connection, work)
    return f"events {one} and {other} change places"


def change_schema(connection, generator):
    statement = generator.choice([
        "CREATE VIEW seen AS SELECT * FROM segment", "CREATE TABLE notes (text TEXT)",
        "CREATE INDEX quick ON segment (id)", "DROP TRIGGER event_is_never_updated",
        "CREATE TRIGGER late AFTER INSERT ON segment BEGIN SELECT 1; END",
        "ALTER TABLE segment ADD COLUMN cleared TEXT", "DROP INDEX alarm_by_place",
        "DROP TABLE find", "PRAGMA user_version = 7", "PRAGMA application_id = 7"])
    connection.execute(statement)
    return statement


WAYS = [change_cell, change_cell, change_cell, delete_row, insert_row, swap_events, change_schema]


def tamper(survey, whole, rounds, generator):
    path = os.path.join(survey.folder, "registry.gpkg")
    counts = {}
    for _ in range(rounds):
        shutil.copyfile(whole, path)
        way = generator.choice(WAYS)
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            said = way(connection, generator)
        except sqlite3.IntegrityError:
            said = None
        connection.close()
        if said is None:
            continue
        counts[way.__name__] = counts.get(way.__name__, 0) + 1
        done = survey.run("verify", survey.folder, check=False)
        if done.returncode not in (1, 2) or not done.stdout.strip() + done.stderr.strip():
            record.fail(f"{said}: verify gives {done.returncode}: {done.stdout[-300:]}")
    shutil.copyfile(whole, path)
    print("tampering: " + ", ".join(f"{count} x {name}" for name, count in sorted(counts.items()))
          + ", each found")


def rewrite_chain(survey, whole):
    """A whole chain computed anew after an edit: sound by itself, found by the head printed before."""
    path = os.path.join(survey.folder, "registry.gpkg")
    shutil.copyfile(whole, path)
    head = survey.head()
    connection = sqlite3.connect(path, isolation_level=None)
    rows = connection.execute("SELECT number, body FROM event ORDER BY number").fetchall()

    def work():
        previous, changed = None, False
        for number, body in rows:
            text = body if isinstance(body, str) else body.decode()
            if not changed and '"by":"Mona"' not in text and '"kind":"segmentAdded"' in text:
                text, changed = text.replace("0.15", "0.05", 1), True
            if previous is not None:
                old = json.loads(text)["previous"]
                text = text.replace(f'"previous":"{old}"', f'"previous":"{previous}"')
            previous = hashlib.sha256(text.encode()).hexdigest()
            connection.execute("UPDATE event SET body = ?, hash = ? WHERE number = ?",
                               (text, previous, number))
        if not changed:
            raise SystemExit("rewrite: no segment to change")
    without_triggers(connection, work)
    connection.close()
    survey.run("registry", "rebuild", survey.folder, check=False)
    alone = survey.run("verify", survey.folder, check=False)
    told = survey.run("verify", survey.folder, "--head", head, check=False)
    if told.returncode == 0 or "forked" not in told.stdout + told.stderr:
        record.fail(f"a chain written anew is not found by --head: {told.stdout[-300:]}")
    print(f"chain written anew: verify alone gives {alone.returncode}, with --head it is named")
    shutil.copyfile(whole, path)
    connection = sqlite3.connect(path, isolation_level=None)
    without_triggers(connection, lambda: connection.execute(
        "DELETE FROM event WHERE number = (SELECT max(number) FROM event)"))
    connection.close()
    survey.run("registry", "rebuild", survey.folder, check=False)
    told = survey.run("verify", survey.folder, "--head", head, check=False)
    if told.returncode == 0 or "cut off" not in told.stdout + told.stderr:
        record.fail(f"a cut tail is not found by --head: {told.stdout[-300:]}")
    shutil.copyfile(whole, path)


def swap_files(survey, generator):
    """Raw sweeps of another content, the same size and time."""
    swept = []
    for place, _, names in os.walk(os.path.join(survey.folder, "sweeps")):
        swept += [os.path.join(place, name) for name in names]
    for path in swept:
        whole = open(path, "rb").read()
        stamp = os.stat(path)
        spot = generator.randrange(len(whole))
        os.chmod(path, 0o644)
        with open(path, "wb") as file:
            file.write(whole[:spot] + bytes([whole[spot] ^ 1]) + whole[spot + 1:])
        os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
        done = survey.run("verify", survey.folder, "--files", check=False)
        if done.returncode == 0 or os.path.basename(path) not in done.stdout:
            record.fail(f"{path}: a changed byte is not named by verify --files")
        with open(path, "wb") as file:
            file.write(whole)
        os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    print(f"raw files: {len(swept)} swapped with the same size and time, each named by verify --files")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tool")
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    generator = random.Random(options.seed)
    scratch = tempfile.mkdtemp()
    try:
        survey = record.Survey(os.path.abspath(options.tool), os.path.join(scratch, "survey"))
        survey.make(scratch)
        survey.run("day", survey.folder, "--by", "Salem")
        record.check_sound(survey, "before")
        whole = os.path.join(scratch, "whole.gpkg")
        shutil.copyfile(os.path.join(survey.folder, "registry.gpkg"), whole)
        tamper(survey, whole, options.rounds, generator)
        rewrite_chain(survey, whole)
        swap_files(survey, generator)
        record.check_sound(survey, "after")
    finally:
        record.remove(scratch)
    print(f"{len(record.failures)} failures")
    sys.exit(1 if record.failures else 0)


main()
