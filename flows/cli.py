"""The commands a person types. Prefect is imported only inside the commands that run a flow; it takes seconds."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from rich.console import Console

from flows import feeds_cli, output
from flows.options import Files, Format, Home, Sources
from newsledger import settings as environment
from newsledger.errors import NewsledgerError, UsageError

app = typer.Typer(
    name="newsledger",
    help="News in, facts out, in SQL.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)
app.add_typer(feeds_cli.app, name="feeds")


@app.command(epilog="Example: `newsledger ingest --sources seeds/sources.yaml --limit 100`")
def ingest(
    sources: Sources = None,
    limit: Annotated[int | None, typer.Option(min=0, help="Fetch this many articles at most.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the counts as one object, last line.")] = False,
    home: Home = None,
) -> None:
    """Run one pass: poll, fetch, clean, extract, load, publish."""
    settings = environment.load(home=home, sources=sources)
    from newsledger import entities  # a bad file is told before Prefect takes its seconds
    from newsledger import sources as seeds

    seeds.load(settings.sources)
    entities.load(settings.entities_file)
    environment.prepare_prefect(settings)
    output.progress("starting Prefect ...")
    from flows.ingest import ingest as flow

    report: dict[str, Any] = flow(sources=str(settings.sources), limit=limit, home=str(settings.home))
    is_failing, feeds_failed, lost = (report.pop(name) for name in ("is_failing", "feeds_failed", "pages_lost"))
    print(json.dumps(report)) if as_json else output.summary(report, feeds_failed, settings)
    if is_failing:
        share = f"{lost} of {report['pages']} pages and documents went to quarantine"
        output.progress(f"newsledger: {share} (more than {settings.tolerate:g}): see newsledger status")
        raise typer.Exit(1)


@app.command(epilog='Example: `newsledger sql "select type, count(*) from facts group by type"`')
def sql(
    query: Annotated[str, typer.Argument(help="Any DuckDB SQL over the published copy.", show_default=False)],
    form: Format = "table",
    home: Home = None,
) -> None:
    """Ask the published warehouse anything."""
    _answer(query, form, home)


@app.command(epilog="Example: `newsledger ask who_moved --format csv`; without a name it lists the questions.")
def ask(
    name: Annotated[str | None, typer.Argument(help="A file of warehouse/questions.", show_default=False)] = None,
    form: Format = "table",
    home: Home = None,
) -> None:
    """Ask one of the questions kept in warehouse/questions."""
    from newsledger.warehouse import questions

    known = questions()
    if name is None:
        output.rows(
            [{"question": key, "asks": text.partition("\n")[0].removeprefix("-- ")} for key, text in known.items()]
        )
        return
    if name not in known:
        raise UsageError(f"{name}: no such question; there are {', '.join(known)}")
    _answer(known[name], form, home)


@app.command(epilog="Example: `newsledger facts --company Huawei --type price_change --since 90d`")
def facts(
    company: Annotated[str | None, typer.Option(help="Subject or object contains this.")] = None,
    kind: Annotated[str | None, typer.Option("--type", help="A fact type.")] = None,
    since: Annotated[str | None, typer.Option(help="Published within 90d, 12w, or since 2026-01-31.")] = None,
    form: Format = "table",
    home: Home = None,
) -> None:
    """List facts with the sentence that says each."""
    from newsledger.warehouse import facts_query

    given = {"company": company, "type": kind, "since": output.since(since)}
    _answer(facts_query(), form, home, given, output.FACT_COLUMNS if form == "table" else None)


@app.command(epilog="Example: `newsledger extract report.txt --format jsonl`")
def extract(
    files: Files,
    form: Annotated[Literal["jsonl"], typer.Option("--format", help="One fact a line.")] = "jsonl",
    sources: Sources = None,
    home: Home = None,
) -> None:
    """Facts of local files, without a warehouse; one JSON object a line.

    A .txt or .md is a seed document; .html a page; .json an object with doc, title, published, text. The names in the
    entities file are known, as they are in a run.
    """
    from newsledger import entities, local
    from newsledger.facts import Roster

    settings = environment.load(home=home, sources=sources)
    roster = Roster(entities.surfaces(entities.load(settings.entities_file)))
    output.each(files, lambda path: local.extract_lines(path, roster))


@app.command(epilog="Example: `newsledger clean page.html --url https://example.org/a`")
def clean(
    files: Files,
    url: Annotated[str | None, typer.Option(help="The address the page came from.")] = None,
    home: Home = None,
) -> None:
    """What the clean stage makes of local pages; one JSON object a line."""
    from newsledger import local

    output.each(files, lambda path: [local.clean_line(path, url)])


@app.command(epilog="Example: `newsledger status`")
def status(home: Home = None) -> None:
    """Last runs, feed health, quarantine and undated articles with their reasons, domains that want to be left alone."""
    settings = environment.load(home=home)
    if not settings.state_file.exists():
        raise UsageError(f"{settings.state_file}: no warehouse here yet; run `newsledger ingest` first")
    from newsledger.warehouse import open_state

    with open_state(settings.state_file, settings.db_wait, read_only=True) as warehouse:
        parts = {
            name: warehouse.read(f"{name}_status") for name in ("runs", "feeds", "reasons", "quarantine", "undated")
        }
        parts["held"] = warehouse.read("held_status", now=datetime.now(UTC))
    output.status(parts)


@app.command(epilog="Example: `newsledger check`")
def check(home: Home = None) -> None:
    """Run the data-quality checks over the published copy; exit status 1 where one fails."""
    settings = environment.load(home=home)
    from newsledger.warehouse import open_published

    with open_published(settings.published_file) as warehouse:
        results = warehouse.check()
    output.rows(results)
    raise typer.Exit(1 if any(row["failing"] for row in results if row["severity"] == "error") else 0)


@app.command(epilog="Example: `newsledger settings`")
def settings(home: Home = None) -> None:
    """Every setting, its value and where it came from."""
    loaded = environment.load(home=home)
    named = ("setting", "value", "from", "what it is")
    output.rows([dict(zip(named, row, strict=True)) for row in environment.origins(loaded, home=home)])


def main() -> None:
    """Run the command line; an error of ours is one line on stderr and its exit status."""
    output.mind_the_pipe()
    try:
        app()
    except NewsledgerError as error:
        Console(stderr=True, soft_wrap=True, highlight=False).print(f"newsledger: {error}", markup=False)
        sys.exit(2 if isinstance(error, UsageError) else 1)
    finally:
        print(end="", flush=True)


def _answer(
    query: str,
    form: Format,
    home: Path | None,
    parameters: dict[str, Any] | None = None,
    columns: list[str] | None = None,
) -> None:
    loaded = environment.load(home=home)
    from newsledger.warehouse import open_published

    with open_published(loaded.published_file) as warehouse:
        table = warehouse.table(query, parameters)
    output.table(table.select(columns or table.column_names), form)


if __name__ == "__main__":
    main()
