"""Source -> Entry -> Page -> Article -> Fact: one frozen record an arrow.

Every record is a frozen dataclass that pickles; no stage changes another stage's record. Instants are timezone-aware
UTC datetimes; a `Stamp` keeps what a publisher printed beside what we made of it. Ids are strings from `ids`.
An expected failure is a `Failure` that travels down the stream in place of the record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Literal

Precision = Literal["second", "minute", "day", "month", "year"]
Modality = Literal["asserted", "planned", "expected", "rumoured", "denied"]
Kind = Literal["person", "organization", "product", "place", "other"]


class Record:
    """What every record is: pickled as the call that makes it, in half the time that dataclasses' own way takes."""

    __slots__ = ()
    __match_args__: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[type[Record], tuple[object, ...]]:
        return type(self), tuple([getattr(self, name) for name in self.__match_args__])


@dataclass(frozen=True, slots=True)
class Failure(Record):
    """An item that a stage could not turn into the next record; the quarantine's row.

    `key` is the item's url, path or id; `reason` a short snake_case code; `detail` a sentence for people; `cleaner` the
    one that refused a page, None where none came to an answer."""

    stage: str
    key: str
    reason: str
    detail: str = ""
    raw_hash: str | None = None
    source: str | None = None
    cleaner: str | None = None


@dataclass(frozen=True, slots=True)
class Stamp(Record):
    """When something was published: an instant with its origin and precision, or null with a reason.

    `day` is the calendar day as the publisher printed it (it may differ from `at`'s UTC day). `origin` is where it was
    read (`feed`, `jsonld`, `meta`, `time`, `htmldate`, `url`, `document`). `reason` (`no_date`, `unreadable_date`,
    `out_of_range`) is set exactly when there is neither instant nor day. `offset_minutes` is how far east of UTC the
    printed clock is, where it says so or the source's timezone does."""

    at: datetime | None = None
    day: date | None = None
    precision: Precision | None = None
    origin: str | None = None
    reason: str | None = None
    offset_minutes: int | None = None


NO_DATE = Stamp(reason="no_date")


@dataclass(frozen=True, slots=True)
class Source(Record):
    """A publisher of sources.yaml. `language` is BCP 47, `country` ISO 3166, `timezone` an IANA name."""

    slug: str
    name: str
    homepage: str | None = None
    language: str | None = None
    country: str | None = None
    timezone: str | None = None
    feeds: tuple[str, ...] = ()
    min_per_day: int | None = None
    max_per_day: int | None = None


@dataclass(frozen=True, slots=True)
class Document(Record):
    """A seed document on disk. `key` is `seed:<source or documents>/<path relative to the sources file>`."""

    key: str
    path: Path
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Entity(Record):
    """An entity of entities.yaml: `name` is what it is called everywhere, `aliases` what else it goes by.

    `country` is ISO 3166, `ticker` as the exchange writes it."""

    name: str
    kind: Kind
    aliases: tuple[str, ...] = ()
    ticker: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Feed(Record):
    """A feed and its poll state, as the table `ledger.feeds` keeps it.

    `listed_url` is its url in the sources file, `url` where it lives now. `body_hash` is the last parsed body's sha256,
    `full_at` the last answer that was no 304. `moved_to` is where permanent redirects have led for the last
    `moved_count` polls, since `moved_at`. `skip_hours` are hours of UTC, `skip_days` 0 for Monday."""

    feed_id: str
    source: str
    url: str
    language: str | None = None
    timezone: str | None = None
    title: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    poll_minutes: int = 15
    next_due_at: datetime | None = None
    polled_at: datetime | None = None
    changed_at: datetime | None = None
    failures: float = 0.0
    status: Literal["active", "disabled"] = "active"
    status_reason: str | None = None
    listed_url: str | None = None
    format: str | None = None
    full_at: datetime | None = None
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()
    moved_to: str | None = None
    moved_count: int = 0
    moved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Request(Record):
    """A GET to make. `etag` and `last_modified` are echoed byte for byte. `key` finds the asker again.

    `obeys_robots` where robots.txt is to be asked first: for articles and sitemaps, not for feeds and robots.txt."""

    key: str
    url: str
    etag: str | None = None
    last_modified: str | None = None
    obeys_robots: bool = False


@dataclass(frozen=True, slots=True)
class Host(Record):
    """An origin (scheme://host:port) and what it asked of us; the row of `ledger.hosts`.

    `robots_status` is None with `robots_at` set where robots.txt did not answer. Nothing of the whole `domain` is asked
    for before `not_before`."""

    origin: str
    domain: str
    robots: str | None = None
    robots_status: int | None = None
    robots_at: datetime | None = None
    not_before: datetime | None = None
    not_before_reason: str | None = None


@dataclass(frozen=True, slots=True)
class Response(Record):
    """What one request came to; the row of `ledger.fetches`. `body` is decoded from its Content-Encoding.

    `outcome` is `ok` (2xx with a body), `not_modified` (304), `http_error` (other status; `reason` is `http_404`),
    `failed` (no usable response; `reason` a code like `timeout`, `dns`, `refused_address`, `too_large`, `truncated`,
    `robots_disallowed`) or `held` (the domain asked us to stay away until `not_before`). `is_sent` is false where no
    request was made at all. `headers` holds lower-case names. `hops` are the (status, url) of the redirects followed, in
    order. `before` are the requests that came first: robots.txt, and tries that failed."""

    request: Request
    fetch_id: str
    requested_at: datetime
    final_url: str
    status: int | None
    outcome: Literal["ok", "not_modified", "http_error", "failed", "held"]
    reason: str | None = None
    detail: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    hops: tuple[tuple[int, str], ...] = ()
    body: bytes | None = None
    size: int = 0
    milliseconds: int = 0
    is_sent: bool = True
    not_before: datetime | None = None
    before: tuple[Response, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry(Record):
    """An entry of a feed as the feed gave it. `url` is the article's address, absolute, None where the entry has none.

    `identity` is the entry's key within its feed; `entry_id` is the uuid5 of feed and identity."""

    entry_id: str
    feed_id: str
    source: str
    identity: str
    url: str | None
    title: str | None = None
    summary: str | None = None
    content: str | None = None
    authors: tuple[str, ...] = ()
    published: Stamp = NO_DATE
    updated: Stamp = NO_DATE
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Member(Record):
    """A sitemap that a sitemap index lists, and the day on which it says it changed."""

    url: str
    changed: date | None = None


@dataclass(frozen=True, slots=True)
class Poll(Record):
    """What a poll of one feed came to: its next state, the entries read, and the failure if there was one.

    `outcome` is `changed`, `unchanged` (304 or the same bytes), `failed`, `held` (the domain is not to be asked now),
    `found` (a page that names the feed, whose next state asks there) or `part` (a member of a sitemap index). `follow`
    is the request for the feed that was found, `members` what a sitemap index lists."""

    feed: Feed
    outcome: Literal["changed", "unchanged", "failed", "held", "found", "part"]
    response: Response
    entries: tuple[Entry, ...] = ()
    failure: Failure | None = None
    follow: tuple[Request, ...] = ()
    members: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True)
class Page(Record):
    """A page or document to clean; its bytes lie in the raw store under `raw_hash` (sha256, hex).

    `key` is the entry's url or the document's key, `url` the final address (the key for documents), `content_type`
    the header's value as served. `feed_*` and `published` are what the feed said of it, `language` and `timezone` the
    source's."""

    key: str
    url: str
    raw_hash: str
    content_type: str | None = None
    fetch_id: str | None = None
    fetched_at: datetime | None = None
    source: str | None = None
    language: str | None = None
    timezone: str | None = None
    entry_id: str | None = None
    feed_title: str | None = None
    feed_content: str | None = None
    published: Stamp = NO_DATE


@dataclass(frozen=True, slots=True)
class Fetched(Record):
    """A page to clean, or why there is none, with the response that brought it (None for a seed document, and without
    its body: that lies in the raw store). `key` is the entry's url or the document's key, `entry_url` the canonical url
    by which the ledger has the entry."""

    key: str
    page: Page | Failure
    response: Response | None = None
    entry_url: str | None = None


@dataclass(frozen=True, slots=True)
class Extras(Record):
    """What a page says of itself beside title, authors and dates; None or empty where it says nothing.

    `publisher` is the name it gives itself, `image` an absolute url. `is_free` is schema.org's isAccessibleForFree:
    publishers also mark free pages as paid and paid ones as free."""

    section: str | None = None
    tags: tuple[str, ...] = ()
    image: str | None = None
    publisher: str | None = None
    is_free: bool | None = None


@dataclass(frozen=True, slots=True)
class Fingerprint(Record):
    """What finds the near copies of a text, made by `fingerprint`: counts of its words and of its distinct shingles,
    its MinHash signature (uint32, little-endian), its numbers and names with their surroundings (uint64)."""

    text_hash: str
    words: int
    shingles: int
    signature: bytes
    marks: bytes


@dataclass(frozen=True, slots=True)
class Article(Record):
    """The clean text of a page and what is known of it. Offsets everywhere count code points of `text`.

    `text_origin` says whose words `text` is: the page's body, its JSON-LD articleBody, the feed's own content, or a
    seed document. `language_confidence` (0 to 1) is None where the language is only declared."""

    page: Page
    url: str
    title: str | None
    text: str
    authors: tuple[str, ...] = ()
    published: Stamp = NO_DATE
    modified: Stamp = NO_DATE
    language: str | None = None
    cleaner: str = ""
    milliseconds: int = 0
    language_confidence: float | None = None
    text_origin: Literal["page", "jsonld", "feed", "document"] = "page"
    extras: Extras = Extras()
    fingerprint: Fingerprint | None = None


@dataclass(frozen=True, slots=True)
class Quantity(Record):
    """A level (`value`) of the facts contract. `unit_inferred` marks a "$" that was taken as USD."""

    min: float | None
    max: float | None
    unit: str | None
    qualifier: Literal["exact", "approx", "at_least", "at_most"] = "exact"
    unit_inferred: bool = False


@dataclass(frozen=True, slots=True)
class Change(Record):
    """A movement, its magnitude always positive."""

    min: float | None
    max: float | None
    unit: str | None
    direction: Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class Fact(Record):
    """One claim that the text makes, with the span that says it: `text[start:end]` is the evidence."""

    type: str
    subject: str
    start: int
    end: int
    attribute: str | None = None
    object: str | None = None
    role: str | None = None
    value: Quantity | None = None
    change: Change | None = None
    period: str | None = None
    date: str | None = None
    modality: Modality = "asserted"
    attribution: str | None = None
    confidence: float = 0.5
    subject_kind: Kind = "other"
    object_kind: Kind = "other"


@dataclass(frozen=True, slots=True)
class Mention(Record):
    """A name in the text: `text[start:end]` is its surface, `name` the fullest name it stands for in the document."""

    name: str
    kind: Kind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Extraction(Record):
    """What the extractor made of one text; the row of `ledger.extractions`.

    `status` is `ok` or the reason there is nothing (`language_not_covered`, `empty_text`). `tags` are an
    organisation's tags from its card: (name, tags) pairs."""

    status: str
    facts: tuple[Fact, ...] = ()
    mentions: tuple[Mention, ...] = ()
    tags: tuple[tuple[str, tuple[str, ...]], ...] = ()
    milliseconds: int = 0
    detail: str = ""
