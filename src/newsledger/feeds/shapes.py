"""What a feed says, before anything is decided about it: the records inside this package.

All are frozen and pickle, so that parsing can run in a worker process.
"""

from __future__ import annotations

from dataclasses import dataclass

from newsledger.records import NO_DATE, Member, Stamp


@dataclass(frozen=True, slots=True)
class ParsedEntry:
    """An entry as the feed gave it. `identity` is its key within the feed, `url` absolute http(s) or None.

    `title` is plain text; `summary` and `content` are the feed's markup with their relative links made absolute.
    `date_source` names the element that `published` was read from (`published`, `updated`, `created`)."""

    identity: str
    url: str | None = None
    title: str | None = None
    summary: str | None = None
    content: str | None = None
    authors: tuple[str, ...] = ()
    published: Stamp = NO_DATE
    updated: Stamp = NO_DATE
    date_source: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed that could be read. `format` is `rss20`, `rdf`, `atom10`, `json11`, `sitemap`, `sitemapindex` and so on.

    `ttl` is the publisher's wish in minutes between polls, `skip_hours` (0-23, GMT) and `skip_days` (0 is Monday) when
    not to poll, `sitemaps` the members of a sitemap index, `problem` what was wrong with bytes read all the same."""

    format: str
    title: str | None = None
    entries: tuple[ParsedEntry, ...] = ()
    link: str | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()
    updated: Stamp = NO_DATE
    ttl: int | None = None
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()
    sitemaps: tuple[Member, ...] = ()
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry of any format before it has an identity. `guid` is the feed's own, `url` not yet checked.

    `dates` are (element, text) pairs in the order in which they may tell when it was published."""

    guid: str | None = None
    url: str | None = None
    title: str | None = None
    summary: str | None = None
    content: str | None = None
    authors: tuple[str, ...] = ()
    dates: tuple[tuple[str, str], ...] = ()
