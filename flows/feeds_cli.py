"""`newsledger feeds ...`: edit, look at and try the list of feeds. None of these commands runs a flow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from flows import output
from flows.options import Files, Home, Sources
from newsledger import settings as environment
from newsledger.errors import UsageError
from newsledger.records import Feed, Request, Response, Source
from newsledger.settings import Settings

if TYPE_CHECKING:
    from newsledger.fetch import Fetcher
    from newsledger.lookup import Lookup

app = typer.Typer(help="List, try, add and remove feeds.", no_args_is_help=True)


@app.command(epilog="Example: `newsledger feeds add https://example.org/ --language en`")
def add(
    url: Annotated[str, typer.Argument(help="A feed, or a page that declares feeds.", show_default=False)],
    slug: Annotated[str, typer.Option(help="The source to add to or to make; by default from the host.")] = "",
    name: Annotated[str, typer.Option(help="A new source's name; by default the feed's title.")] = "",
    language: Annotated[str | None, typer.Option(help="Its language, BCP 47.")] = None,
    country: Annotated[str | None, typer.Option(help="Its country, ISO 3166.")] = None,
    timezone: Annotated[str | None, typer.Option(help="For dates printed without one.")] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Every feed that the page declares, not only the first.")
    ] = False,
    sources: Sources = None,
    home: Home = None,
) -> None:
    """Find the feed at an address and list it in the sources file."""
    settings = environment.load(home=home, sources=sources)
    from newsledger import lookup, seedfile

    url = url if "://" in url else f"https://{url}"
    if _is_listed(seedfile.read(settings.sources).sources, url):
        return
    with _fetcher(settings) as fetcher:
        found = lookup.look(url, lambda address: _answer(fetcher, address), every=every)
    output.lookup(found)
    for line in _more(found):
        print(line)
    if not found.found:
        raise UsageError(f"{url}: no feed found, nothing changed")
    _list(settings.sources, found, Source(slug, name, None, language, country, timezone))


@app.command("list", epilog="Example: `newsledger feeds list --format csv`")
def list_(
    form: Annotated[Literal["table", "csv", "json"], typer.Option("--format", help="How to print the rows.")] = "table",
    sources: Sources = None,
    home: Home = None,
) -> None:
    """The feeds of the sources file, with what the warehouse knows of them."""
    settings = environment.load(home=home, sources=sources)
    from newsledger.sources import feeds_of, load

    known = _states(settings)
    blank = dict.fromkeys(("status", "reason", "failures", "polled_at", "next_due_at", "entries", "newest_entry_at"))
    feeds = feeds_of(load(settings.sources).sources)
    rows = [{"source": f.source, "url": f.url, **blank, **known.get(f.feed_id, {})} for f in feeds]
    output.records(rows, ["source", "url", *blank], form)


@app.command(epilog="Example: `newsledger feeds check bbc https://example.org/rss.xml`")
def check(
    feeds: Annotated[
        list[str] | None,
        typer.Argument(metavar="[URL|SLUG]...", help="Feeds or sources; by default all.", show_default=False),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One object a feed, a line each.")] = False,
    sources: Sources = None,
    home: Home = None,
) -> None:
    """Poll feeds once and say what came, storing nothing; exit status 1 where one fails."""
    settings = environment.load(home=home, sources=sources)
    has_failed = False
    with _fetcher(settings) as fetcher:
        for report in _checked(fetcher, _chosen(settings, feeds or [])):
            has_failed |= report["reason"] is not None
            output.json_line(report) if as_json else output.checkup(report)
    raise typer.Exit(1 if has_failed else 0)


@app.command(epilog="Example: `newsledger feeds remove https://example.org/rss.xml`")
def remove(
    feed: Annotated[str, typer.Argument(metavar="URL|SLUG", help="A feed, or a source with all of its feeds.")],
    sources: Sources = None,
    home: Home = None,
) -> None:
    """Take a feed or a whole source off the sources file; what the warehouse has of it stays."""
    settings = environment.load(home=home, sources=sources)
    from newsledger import seedfile
    from newsledger.sources import load

    load(settings.sources)  # a missing file is an error here
    with seedfile.locked(settings.sources):
        listed = load(settings.sources).sources
        source = next((s for s in listed if feed == s.slug or feed in s.feeds), None)
        if source is None:
            raise UsageError(f"{feed}: neither a feed nor a slug of {settings.sources}")
        is_whole = feed == source.slug
        wanted = tuple(s for s in listed if s is not source) if is_whole else seedfile.without_feed(listed, feed)
        seedfile.save(settings.sources, wanted)
    print(f"removed {feed} from {settings.sources}")
    if source.feeds == (feed,):
        print(f"{source.slug} has no feed left; `newsledger feeds remove {source.slug}` removes it too")


@app.command("import", epilog="Example: `newsledger feeds import subscriptions.opml`")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE.opml", help="A list of another reader.", show_default=False)],
    sources: Sources = None,
    home: Home = None,
) -> None:
    """List the feeds of an OPML file, a source each; feeds that are listed already are passed over."""
    settings = environment.load(home=home, sources=sources)
    from newsledger import opml, seedfile

    outlines = opml.read(file)
    with seedfile.locked(settings.sources):
        merged = opml.merge(seedfile.read(settings.sources).sources, outlines)
        if merged.added:
            seedfile.save(settings.sources, merged.sources)
    for url in merged.refused:
        output.progress(f"passed over, neither http nor https: {url}")
    print(f"added {len(merged.added)}, already listed {len(merged.known)}, passed over {len(merged.refused)}")


@app.command(epilog="Example: `newsledger feeds export feeds.opml`")
def export(
    file: Annotated[Path | None, typer.Argument(help="By default to stdout.", show_default=False)] = None,
    sources: Sources = None,
    home: Home = None,
) -> None:
    """The listed feeds as OPML 2.0, which other readers import."""
    settings = environment.load(home=home, sources=sources)
    from newsledger import opml
    from newsledger.sources import load

    text = opml.write(load(settings.sources).sources)
    if file is None:
        print(text, end="")
    else:
        opml.save(file, text)


@app.command(epilog="Example: `newsledger feeds parse feed.xml --url https://example.org/rss`")
def parse(
    files: Files,
    url: Annotated[str | None, typer.Option(help="The address the feed came from.")] = None,
    content_type: Annotated[str | None, typer.Option(help="The Content-Type it came with.")] = None,
    home: Home = None,
) -> None:
    """The entries of local feed files; one JSON object a line."""
    from newsledger import local

    output.each(files, lambda path: local.feed_lines(path, url, content_type))


def _is_listed(listed: Sequence[Source], *spellings: str) -> bool:
    """True, and said, where a source has this feed."""
    found = next(((s.slug, url) for s in listed for url in spellings if url in s.feeds), None)
    if found:
        print(f"already listed in {found[0]}: {found[1]}")
    return found is not None


def _more(found: Lookup) -> Iterator[str]:
    """What the count of entries leaves out."""
    for tried in found.found:
        if tried.members:
            yield f"{tried.url} lists {tried.members} sitemaps; a run reads their entries"
    if found.is_cut:
        yield f"asked {len(found.tried) - 1} of the {len(found.declared)} feeds that are declared, no more"


def _list(path: Path, found: Lookup, given: Source) -> None:
    """Add the feeds that were found and are not listed by now; looking for them took a while."""
    from newsledger import lookup, seedfile

    with seedfile.locked(path):
        listed = seedfile.read(path).sources
        new = [tried for tried in found.found if not _is_listed(listed, tried.url, tried.address)]
        if not new:
            return
        source = lookup.source_of(found, new, listed, given)
        seedfile.save(path, seedfile.with_source(listed, source))
    is_known = source.slug in {one.slug for one in listed}
    said = given.name, given.language, given.country, given.timezone
    output.added(source, path, ignored=is_known and any(said))


def _chosen(settings: Settings, given: Sequence[str]) -> list[Feed]:
    """The feeds that were named, by address or by their source's slug; all where none was. Raises UsageError."""
    from newsledger import ids, seedfile, urls
    from newsledger.sources import feeds_of, load

    is_list_needed = not given or not all("://" in name for name in given)
    listed = feeds_of((load if is_list_needed else seedfile.read)(settings.sources).sources)
    chosen = [] if given else listed
    for name in given:
        named = [feed for feed in listed if name in (feed.url, feed.source)]
        if not named and not urls.is_http(name):
            raise UsageError(f"{name}: neither an http(s) address nor a slug with feeds in {settings.sources}")
        chosen += named or [Feed(ids.feed_id(name), "", name)]
    return chosen


def _checked(fetcher: Fetcher, chosen: Sequence[Feed]) -> Iterator[dict[str, Any]]:
    """A report a feed, in order of arrival; a page in a feed's place brings that of the feed it leads to as well."""
    from newsledger import checkup
    from newsledger.feeds import request_for

    wanted = {feed.feed_id: feed for feed in chosen}
    for response in fetcher.stream([request_for(feed, _now()) for feed in wanted.values()], _now):
        feed = wanted[response.request.key]
        report = checkup.report(feed, response, _now())
        yield report
        if report["leads_to"]:
            found = replace(feed, url=report["leads_to"])
            yield checkup.report(found, _answer(fetcher, found.url), _now())


def _fetcher(settings: Settings) -> Fetcher:
    """A fetcher that knows who asked to be left alone."""
    from newsledger import network
    from newsledger.fetch import Fetcher
    from newsledger.warehouse import known_hosts, open_state

    if not settings.state_file.exists():
        return Fetcher(network.limits(settings))
    with open_state(settings.state_file, settings.db_wait, read_only=True) as warehouse:
        return Fetcher(network.limits(settings), known_hosts(warehouse, _now()))


def _answer(fetcher: Fetcher, url: str) -> Response:
    (response,) = fetcher.stream([Request(url, url)], _now)
    return response


def _states(settings: Settings) -> dict[str, dict[str, Any]]:
    """Feed id -> what the ledger has of it, nothing where there is no ledger."""
    if not settings.state_file.exists():
        return {}
    from newsledger.warehouse import open_state

    with open_state(settings.state_file, settings.db_wait, read_only=True) as warehouse:
        return {row.pop("feed_id"): row for row in warehouse.read("listed_feeds")}


def _now() -> datetime:
    return datetime.now(UTC)
