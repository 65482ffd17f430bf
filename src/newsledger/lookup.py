"""What feeds are behind an address: the address itself, those that a page declares, else where feeds usually live.

The fetching is the caller's; everything here is decided from responses."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bs4 import BeautifulSoup
from bs4.filter import SoupStrainer

from newsledger import feeds, urls
from newsledger.feeds import FoundFeed, ParsedFeed, sniff
from newsledger.records import Failure, Response, Source

MAX_TRIES = 20  # addresses of one page; a person waits, and the site did not ask for this
USUAL_PATHS = ("/feed", "/rss", "/rss.xml", "/atom.xml", "/feed.xml", "/index.xml")
_PERMANENT = frozenset({301, 308})

Get = Callable[[str], Response]


@dataclass(frozen=True, slots=True)
class Tried:
    """An address that was asked: the feed it is, or why it is none."""

    url: str
    response: Response
    feed: ParsedFeed | Failure

    @property
    def is_feed(self) -> bool:
        """True where the address answered with a feed."""
        return isinstance(self.feed, ParsedFeed)

    @property
    def address(self) -> str:
        """Where to ask from now on: at the end of redirects that are all permanent, else where we asked."""
        hops = self.response.hops
        return self.response.final_url if all(status in _PERMANENT for status, _ in hops) else self.url

    @property
    def members(self) -> int:
        """The sitemaps that a sitemap index lists; its entries are theirs."""
        return len(self.feed.sitemaps) if isinstance(self.feed, ParsedFeed) else 0


@dataclass(frozen=True, slots=True)
class Lookup:
    """What was found at an address. `declared` are the feeds its page names, `tried` every address asked, in order."""

    declared: tuple[FoundFeed, ...]
    tried: tuple[Tried, ...]

    @property
    def found(self) -> tuple[Tried, ...]:
        """The addresses that answered with a feed."""
        return tuple(tried for tried in self.tried if tried.is_feed)

    @property
    def is_cut(self) -> bool:
        """True where the page declares more feeds than were asked for at most."""
        return len(self.declared) > MAX_TRIES == len(self.tried) - 1


def look(url: str, get: Get, *, every: bool = False) -> Lookup:
    """Ask `url` and, where it is a page, the feeds behind it until one answers, or `every` one that it declares.

    MAX_TRIES of them at most. What is neither feed nor page, an empty body say, has no feeds behind it."""
    first = _try(url, get)
    if first.is_feed or not _is_page(first.response):
        return Lookup((), (first,))
    page = first.response.final_url
    declared = feeds.discover(first.response.body or b"", page)
    tried = [first]
    candidates = [feed.url for feed in declared] or [urls.resolve(page, path) for path in USUAL_PATHS]
    for candidate in candidates[:MAX_TRIES]:
        tried.append(_try(candidate, get))
        if tried[-1].is_feed and not (every and declared):
            break
    return Lookup(tuple(declared), tuple(tried))


def source_of(found: Lookup, new: Sequence[Tried], listed: Sequence[Source], given: Source) -> Source:
    """The source to list with the feeds `new`, some of those found: a listed one of that slug or host, else a new one.

    `given` holds what the person said, with an empty slug and name where they said nothing."""
    first, best = found.tried[0], new[0]
    homepage = _homepage(first, best)
    addresses = tuple(dict.fromkeys(tried.address for tried in new))
    known = _known(listed, given.slug, homepage)
    if known:
        return replace(known, feeds=addresses)
    title = best.feed.title if isinstance(best.feed, ParsedFeed) else None
    name = given.name or title or _page_title(first) or urls.host(homepage)
    slug = given.slug or free_slug(slug_of(bare_host(homepage)), listed)
    return replace(given, slug=slug, name=name, homepage=homepage, feeds=addresses)


def slug_of(text: str) -> str:
    """The slug nearest to a name or host, "" where no letter of it can stand in one."""
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))


def free_slug(slug: str, listed: Sequence[Source]) -> str:
    """`slug`, or with a number behind it where it is taken."""
    taken, slug = {source.slug for source in listed}, slug or "source"
    return next(name for n in range(1, len(taken) + 2) if (name := slug if n == 1 else f"{slug}-{n}") not in taken)


def bare_host(url: str) -> str:
    """The host of a url without its `www.`."""
    return urls.host(url).removeprefix("www.")


def _try(url: str, get: Get) -> Tried:
    response = get(url)
    if response.outcome != "ok":
        why = response.detail or (f"answered {response.status}" if response.status else "no answer")
        return Tried(url, response, Failure("poll", url, response.reason or response.outcome, why))
    content_type = response.headers.get("content-type")
    return Tried(url, response, feeds.parse(response.body or b"", response.final_url, content_type))


def _is_page(response: Response) -> bool:
    """True for HTML, also where a page leaves out the tags that may be left out (HTML Standard, 13.1.2.4)."""
    kind = response.headers.get("content-type", "").lower()
    shape = sniff.shape(response.body or b"")
    return shape == "html" or (shape == "other" and kind.startswith(("text/html", "application/xhtml+xml")))


def _homepage(first: Tried, best: Tried) -> str:
    """The page that was given, else the one that the feed names, else the root of the feed's site."""
    if not first.is_feed:
        return first.response.final_url
    link = best.feed.link if isinstance(best.feed, ParsedFeed) else None
    return link if link and urls.is_http(link) else urls.resolve(best.address, "/")


def _known(listed: Sequence[Source], slug: str, homepage: str) -> Source | None:
    if slug:
        return next((source for source in listed if source.slug == slug), None)
    return next((source for source in listed if bare_host(homepage) in _hosts(source)), None)


def _hosts(source: Source) -> set[str]:
    return {bare_host(url) for url in (source.homepage, *source.feeds) if url}


def _page_title(page: Tried) -> str | None:
    if page.is_feed:
        return None
    soup = BeautifulSoup(page.response.body or b"", "lxml", parse_only=SoupStrainer("title"))
    return " ".join(soup.get_text().split()) or None
