"""Connections to the warehouse files: the only importer of duckdb. What is said to them is SQL from warehouse/."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from newsledger.errors import UsageError, WarehouseError

SQL = Path(__file__).resolve().parents[3] / "warehouse"
Row = Mapping[str, Any]
# Who writes shares the machine with the workers, so what costs the least CPU time is best (docs/decisions/0006); and
# where DuckDB starts more threads first, to open and close the file takes half as long again.
_WRITER: dict[str, str | bool | int | float | list[str]] = {"threads": 1}
_SURROGATE = re.compile("[\ud800-\udfff]")


class Warehouse:
    """An open warehouse file. Not for sharing between threads."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._db = connection

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: commits at the end of the block, rolls back on an error."""
        self._db.begin()
        try:
            yield
        except BaseException:
            self._db.rollback()
            raise
        self._db.commit()

    def migrate(self) -> None:
        """Run the migrations that are new to this file, each in a transaction with its record, then make the views anew
        where they or the tables under them are others than when they were made.

        Raises WarehouseError where a migration that ran here has since been edited."""
        try:
            seen = {row["migration"]: row["sha256"] for row in self.read("migrations_run")}
        except UsageError:  # a new file
            self._db.execute(_sql("schema_migrations"))
            seen = {}
        files = {path.stem: path for path in sorted((SQL / "migrations").glob("*.sql"))}
        digests = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()}
        for name, digest in digests.items():
            if seen.get(name, digest) != digest:
                raise WarehouseError(
                    f"{name}.sql: edited after it ran on this warehouse; write a new migration instead"
                )
            if name not in seen:
                self._apply(files[name].read_text(), name, digest)
        views = _sql("marts/views")
        digest = hashlib.sha256("".join((*digests.values(), views)).encode()).hexdigest()
        if seen.get("views") != digest:
            self._apply(views, "views", digest)
            self.checkpoint()  # so that no kill leaves a change of the schema to a replay of the log

    def _apply(self, sql: str, name: str, digest: str) -> None:
        with self.transaction():
            self._db.execute(sql)
            self.write("schema_migrations", [{"migration": name, "sha256": digest}])

    def write(self, name: str, rows: Iterable[Row], **parameters: Any) -> int:
        """Run warehouse/writes/`name`.sql over `rows`, staged as the relation `incoming`; returns how many it inserted.

        Columns are typed by the table that the statement's first line names; of rows with one id the last counts."""
        unique = list({next(iter(row.values())): row for row in rows}.values())
        if not unique:
            return 0
        statement = _sql(f"writes/{name}")
        table = statement.partition("\n")[0].removeprefix("-- incoming: ")
        schema = self._schema(table)
        fields = pa.schema([schema.field(column) for column in unique[0]])
        self._db.register("incoming", _staged(unique, fields))
        try:
            actions = self._db.execute(statement, parameters or None).fetchall()
        finally:
            self._db.unregister("incoming")
        return sum(action == "INSERT" for (action,) in actions)

    def run(self, name: str, **parameters: Any) -> None:
        """Run warehouse/writes/`name`.sql, which needs no rows."""
        self._db.execute(_sql(f"writes/{name}"), parameters or None)

    def read(self, name: str, **parameters: Any) -> list[dict[str, Any]]:
        """The rows of warehouse/reads/`name`.sql; instants, which the ledger keeps as UTC without a zone, are aware."""
        rows = self.table(_sql(f"reads/{name}"), parameters).to_pylist()
        return [{column: _aware(value) for column, value in row.items()} for row in rows]

    def read_keys(self, name: str, keys: Iterable[int | str], **parameters: Any) -> list[dict[str, Any]]:
        """The rows of warehouse/reads/`name`.sql for these whole numbers or ids, which it knows as the relation `wanted`."""
        wanted = list(keys)
        if not wanted:
            return []
        kind = pa.uint64() if isinstance(wanted[0], int) else pa.string()
        with self._listed("wanted", "key", pa.array(wanted, kind)):
            return self.read(name, **parameters)

    def table(self, sql: str, parameters: Mapping[str, Any] | Sequence[Any] | None = None) -> pa.Table:
        """The result of any SQL as an Arrow table; of columns with one name the later are `name_1`, `name_2`.

        Raises UsageError with DuckDB's message where it cannot run, and where there is nothing to run."""
        try:
            answered = self._db.execute(sql, parameters or None)
            if answered is None:
                raise UsageError("no SQL in it, nothing to run")
            found = answered.to_arrow_table()
        except duckdb.Error as error:
            raise UsageError(str(error)) from None
        return found.rename_columns(_distinct(found.column_names))

    def link_entities(self, plain_names: Iterable[str]) -> list[str]:
        """Decide anew which entity each of these names stands for; ids of the entities that are called otherwise now."""
        touched = sorted(map(_encodable, set(plain_names)))
        if not touched:
            return []
        with self._listed("touched_names", "plain_name", _strings(touched)):
            return [entity_id for (entity_id,) in self._db.execute(_sql("writes/entity_links")).fetchall()]

    def refresh_marts(self, article_ids: Iterable[str], entity_ids: Iterable[str] = ()) -> None:
        """Bring main.articles and main.facts up to date for these articles and the facts about these entities."""
        touched, relinked = sorted(set(article_ids)), sorted(set(entity_ids))
        if not touched and not relinked:
            return
        with (
            self._listed("touched", "article_id", _strings(touched)),
            self._listed("relinked", "entity_id", _strings(relinked)),
        ):
            for mart in ("articles", "facts"):
                self._db.execute(_sql(f"marts/{mart}"))

    def rebuild_marts(self) -> None:
        """Make main.articles and main.facts anew from the ledger, as after a roll-back of an extractor or a repair."""
        with self.transaction():
            self.run("marts_emptied")
            self.refresh_marts(row["article_id"] for row in self.read("all_articles"))

    def check(self) -> list[dict[str, Any]]:
        """Run every check of warehouse/checks: {check_name, severity, failing, example} each."""
        results = []
        for path in sorted((SQL / "checks").glob("*.sql")):
            offending = self.table(path.read_text()).to_pylist()
            severity = path.read_text().removeprefix("-- ").partition(":")[0]
            example = str(offending[0]) if offending else None
            results.append(
                {"check_name": path.stem, "severity": severity, "failing": len(offending), "example": example}
            )
        return results

    def checkpoint(self) -> None:
        """Fold the write-ahead log into the file."""
        self._db.execute("CHECKPOINT")

    @contextmanager
    def _listed(self, relation: str, column: str, values: pa.Array) -> Iterator[None]:
        """A relation of one column, there for as long as the block runs."""
        self._db.register(relation, pa.table({column: values}))
        try:
            yield
        finally:
            self._db.unregister(relation)

    def _schema(self, table: str) -> pa.Schema:
        return self._db.table(table).limit(0).to_arrow_table().schema


@contextmanager
def open_state(path: Path, wait: float, *, read_only: bool = False) -> Iterator[Warehouse]:
    """The working file, held only inside the block; waits up to `wait` seconds for whoever holds it.

    Raises WarehouseError naming the file."""
    if not read_only:
        path.parent.mkdir(parents=True, exist_ok=True)
    connection = _connect(path, wait, read_only)
    try:
        if not read_only:
            connection.execute(_sql("writer"))
        yield Warehouse(connection)
    finally:
        connection.close()


@contextmanager
def open_published(path: Path) -> Iterator[Warehouse]:
    """The published copy, read-only. Raises UsageError where nothing has been published yet."""
    if not path.exists():
        raise UsageError(f"{path}: nothing published here yet; run `newsledger ingest` first")
    connection = _connect(path, 0.0, True)
    try:
        yield Warehouse(connection)
    finally:
        connection.close()


def publish(state: Path, published: Path) -> None:
    """Copy the working file, which the run has closed, and rename the copy into place; open readers keep their snapshot."""
    partial = published.with_suffix(f".{os.getpid()}.part")
    shutil.copyfile(state, partial)
    partial.replace(published)


def _connect(path: Path, wait: float, read_only: bool) -> duckdb.DuckDBPyConnection:
    give_up = time.monotonic() + wait
    while True:
        try:
            return duckdb.connect(str(path), read_only=read_only, config={} if read_only else _WRITER)
        except duckdb.IOException as error:
            if "lock" not in str(error).lower() or time.monotonic() > give_up:
                raise WarehouseError(f"{path}: {error}") from None
            time.sleep(0.1)
        except duckdb.Error as error:
            raise WarehouseError(f"{path}: {error}") from None


def _staged(rows: Sequence[Row], schema: pa.Schema) -> pa.Table:
    """Rows as Arrow; a lone surrogate, which no UTF-8 can hold, becomes U+FFFD, one code point for one."""
    try:
        return pa.Table.from_pylist(rows, schema=schema)
    except UnicodeEncodeError:
        return pa.Table.from_pylist([{name: _encodable(value) for name, value in row.items()} for row in rows], schema)


def _encodable(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_encodable(item) for item in value]
    return _SURROGATE.sub("\ufffd", value) if isinstance(value, str) else value


def _strings(values: Sequence[str]) -> pa.Array:
    return pa.array(values, pa.string())


def _aware(value: Any) -> Any:
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) else value


@cache
def _sql(name: str) -> str:
    return (SQL / f"{name}.sql").read_text()


def questions() -> dict[str, str]:
    """The questions of warehouse/questions: name -> SQL, whose first line is the question in words."""
    return {path.stem: path.read_text() for path in sorted((SQL / "questions").glob("*.sql"))}


def facts_query() -> str:
    """The SQL behind `newsledger facts`: $company, $type, $since."""
    return _sql("reads/facts")


def _distinct(names: Sequence[str]) -> list[str]:
    """The names, each once: a join brings both sides' keys."""
    distinct: list[str] = []
    for name in names:
        free = (f"{name}_{i}" for i in count(1) if f"{name}_{i}" not in {*names, *distinct})
        distinct.append(next(free) if name in distinct else name)
    return distinct
