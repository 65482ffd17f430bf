"""What the commands print: tables for people, CSV, JSON lines and Parquet for programs."""

from __future__ import annotations

import csv
import io
import json
import math
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from rich import box
from rich.console import Console
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from newsledger.errors import UsageError
from newsledger.records import Failure, Source
from newsledger.settings import Settings

if TYPE_CHECKING:
    import pyarrow as pa

    from newsledger.feeds import ParsedFeed
    from newsledger.lookup import Lookup

_WIDTH = 200  # characters a line where the output is no terminal and COLUMNS does not say
_NARROW = 24
_ENDLESS = 1_000_000
_SPACE = re.compile(r"\s").search
_SPAN = re.compile(r"(\d+)([dw])")
_HEADINGS = {
    "runs": "Last runs",
    "feeds": "Feeds",
    "reasons": "Quarantine, by reason",
    "quarantine": "Quarantine, the latest 50",
    "undated": "Articles without a date",
    "held": "Domains that asked to be left alone",
}


class _Pipe(io.FileIO):
    """Standard output whose reader may leave, as `head` does: then the command is over and all is well."""

    def write(self, data: Any) -> int:
        try:
            return super().write(data)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.fileno())  # what is still buffered has to go somewhere
            raise SystemExit(0) from None


def mind_the_pipe() -> None:
    """Make standard output end the process with status 0 where nobody reads it any more."""
    old, is_ours = sys.stdout, sys.stdout is sys.__stdout__
    if not old or not is_ours:
        return  # closed, or a caller's own
    bytes_out = io.BufferedWriter(_Pipe(old.fileno(), "wb", closefd=False))
    sys.stdout = io.TextIOWrapper(bytes_out, encoding=old.encoding, errors=old.errors, line_buffering=old.isatty())


def progress(text: str) -> None:
    """A line about what is going on, out of the way of what is printed."""
    print(text, file=sys.stderr, flush=True)


def json_line(row: Mapping[str, Any]) -> None:
    """One JSON object on a line of its own, NaN as null and bytes in hex; a lone surrogate is escaped, for no encoding
    can print it."""
    plain = _jsonable(row)
    text = json.dumps(plain, ensure_ascii=False, default=str)
    print(text if _encodes(text) else json.dumps(plain, default=str))


def each(files: Iterable[Path], lines: Callable[[Path], Iterable[Mapping[str, Any]]]) -> None:
    """Print the lines of each file; one that cannot be read is told on stderr and, at the end, by exit status 2."""
    has_failed = False
    for path in files:
        try:
            for line in lines(path):
                json_line(line)
        except UsageError as error:
            progress(f"newsledger: {error}")
            has_failed = True
    if has_failed:
        raise typer.Exit(2)


# What fits on a screen of a fact; the other formats have every column.
FACT_COLUMNS = [
    "published_date",
    "type",
    "attribute",
    "subject",
    "object",
    "says",
    "modality",
    "confidence",
    "sentence",
]


def rows(records: Sequence[Mapping[str, Any]], title: str | None = None) -> None:
    """Records as a table, or one under the other where the terminal is too narrow to read them side by side."""
    console = Console(highlight=False, width=shutil.get_terminal_size((_WIDTH, 0)).columns)
    if not records:
        console.print(f"{title}: none" if title else "no rows", markup=False)
        return
    grid = Table(box=box.SIMPLE_HEAD, title=title, title_justify="left", title_style="bold")
    for column in records[0]:
        cells = [_plain(record[column]) for record in records]
        grid.add_column(Text(column), overflow="fold", min_width=_readable(cells), no_wrap=not any(map(_SPACE, cells)))
    for record in records:
        grid.add_row(*(Text(_plain(value)) for value in record.values()))
    fits = Measurement.get(console, console.options.update(width=_ENDLESS), grid).minimum <= console.width
    console.print(grid) if fits else _list(records, title)


def _list(records: Sequence[Mapping[str, Any]], title: str | None) -> None:
    if title:
        print(title)
    for record in records:
        print(*(f"{name}: {_plain(value)}" for name, value in record.items()), "", sep="\n")


def _readable(cells: Iterable[str]) -> int:
    """Characters that a column needs at least: a sentence that is folded into fewer is hard to read."""
    return min(_NARROW, max(map(len, cells)))


def table(result: pa.Table, form: str) -> None:
    """A query's result in one of the formats; JSON is one object a line, Parquet goes to stdout as bytes."""
    if form == "parquet":
        _parquet(result)
    else:
        records(result.to_pylist(), result.column_names, form)


def records(found: Sequence[Mapping[str, Any]], columns: Sequence[str], form: str) -> None:
    """Rows of these columns as `csv`, `json` (one object a line) or a table."""
    if form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_csv(value) for value in row.values()] for row in found)
    elif form == "json":
        for row in found:
            json_line(row)
    else:
        rows(found)


def lookup(found: Lookup) -> None:
    """What was seen behind an address."""
    if found.declared:
        print(f"{found.tried[0].response.final_url} declares {len(found.declared)} feeds:")
    for feed in found.declared:
        print(f"  {feed.url}" + (f"  ({feed.title})" if feed.title else ""))
    for tried in found.tried[1 if found.declared else 0 :]:
        print(f"{tried.url}: {_seen(tried.feed)}")


def added(source: Source, path: Path, *, ignored: bool) -> None:
    """What was listed where; `ignored` is true where a listed source keeps what it says of itself."""
    if ignored:
        progress(f"{source.slug} is listed already; its name, language, country and timezone stay as they are")
    for feed in source.feeds:
        print(f"added to {source.slug} in {path}: {feed}")


def checkup(report: Mapping[str, Any]) -> None:
    """One feed's poll, a line a finding."""
    print(f"{report['feed']}" + (f"  ({report['source']})" if report["source"] else ""))
    for name, value in _findings(report):
        print(f"  {name:<14} {value}")
    sys.stdout.flush()


def _findings(report: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "status", f"{report['status'] or 'no answer'}, {report['bytes']} bytes in {report['milliseconds']} ms"
    for hop in report["redirects"]:
        yield "redirect", f"{hop['status']} to {hop['to']}"
    yield "final url", report["final_url"]
    yield "content type", report["content_type"] or "none"
    if report["format"]:
        yield "format", report["format"]
        newest = f", newest {_plain(report['newest'])} ({report['newest_from']})" if report["newest"] else ""
        yield "entries", f"{report['entries']}{newest}"
        if report["sitemaps"]:
            yield "sitemaps", str(report["sitemaps"])
        yield "validators", f"ETag {report['etag'] or 'none'}, Last-Modified {report['last_modified'] or 'none'}"
    if report["leads_to"]:
        yield "leads to", report["leads_to"]
    yield "poll interval", f"{report['poll_minutes']} min, next after {_plain(report['next_due_at'])} UTC"
    if report["reason"] or report["problem"]:
        yield "problem", ": ".join(filter(None, (report["reason"], report["problem"])))


def _seen(feed: ParsedFeed | Failure) -> str:
    if isinstance(feed, Failure):
        return f"{feed.reason}: {feed.detail}"
    return f"{feed.format}, {len(feed.entries)} entries" + (f", {feed.title}" if feed.title else "")


def summary(report: Mapping[str, Any], feeds_failed: int, settings: Settings) -> None:
    """The end of a run, for people."""
    rows([{"count": name, "": value} for name, value in report.items() if name != "run_id"], "ingest")
    if feeds_failed:
        print(f"feeds that gave nothing readable: {feeds_failed}, see newsledger status")
    print(f"published: {settings.published_file}\nnext: newsledger ask, newsledger facts, newsledger status")


def status(parts: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    """The parts of `newsledger status`, each under its heading."""
    for name, records in parts.items():
        rows(records, _HEADINGS[name])


def since(text: str | None) -> date | None:
    """A day: "90d" or "12w" before today, or an ISO date. Raises UsageError."""
    if text is None:
        return None
    if match := _SPAN.fullmatch(text):
        return _before_today(text, match[1], 7 if match[2] == "w" else 1)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--since {text}: neither 90d, 12w nor a day such as 2026-01-31") from None


def _before_today(text: str, number: str, days: int) -> date:
    try:
        return datetime.now(UTC).date() - timedelta(days=int(number) * days)
    except (OverflowError, ValueError):
        raise UsageError(f"--since {text}: longer ago than there are dates") from None


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, bytes):
        return value.hex()
    return f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else str(value)


def _csv(value: Any) -> str:
    is_nested = isinstance(value, list | dict)
    return json.dumps(_jsonable(value), ensure_ascii=False, default=str) if is_nested else _plain(value)


def _jsonable(value: Any) -> Any:
    """The value with what JSON has no word for replaced: null for NaN and infinities, hex for bytes."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, Mapping):
        return {str(name): _jsonable(part) for name, part in value.items()}
    return list(map(_jsonable, value)) if isinstance(value, list | tuple) else value


def _parquet(result: pa.Table) -> None:
    import pyarrow.parquet

    pyarrow.parquet.write_table(result, sys.stdout.buffer)


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
