"""The sources file: strict at the border, so that a typing slip names its line instead of silently losing a feed."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePath
from zoneinfo import available_timezones

import yaml

from newsledger import ids, urls
from newsledger.records import Document, Failure, Feed, Source
from newsledger.strictyaml import Reader

MAX_DOCUMENT = 10 * 1024 * 1024
DOCUMENT_TYPES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
}
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_COUNTRY = re.compile(r"[A-Z]{2}")
_COUNT = re.compile(r"[0-9]{1,9}")
_NOT_HTTP = "is not an http(s) url"


@dataclass(frozen=True, slots=True)
class SourceList:
    """A sources file as read: its publishers and the seed documents that its globs match, sorted by key."""

    sources: tuple[Source, ...]
    documents: tuple[Document, ...]


def load(path: Path) -> SourceList:
    """Read a sources file. Raises SourcesError with file, line and key at the first thing that is wrong."""
    reader = _Reader(path)
    top = reader.mapping(reader.root("`sources:` or `documents:`"), "the file", {"sources", "documents"})
    sources = [reader.source(node) for node in reader.items(top.get("sources"), "sources")]
    slugs = {source.slug for source in sources}
    found = [reader.documents(node, slugs) for node in reader.items(top.get("documents"), "documents")]
    documents = {document.key: document for group in found for document in group}
    return SourceList(tuple(sources), tuple(documents[key] for key in sorted(documents)))


def feeds_of(sources: Sequence[Source]) -> list[Feed]:
    """Every feed of the sources, not yet polled."""
    return [
        Feed(ids.feed_id(url), source.slug, url, language=source.language, timezone=source.timezone, listed_url=url)
        for source in sources
        for url in source.feeds
    ]


def read_document(document: Document) -> bytes | Failure:
    """The bytes of a seed document, or a failure `unreadable` or `too_large`."""
    try:
        status = document.path.stat()
        if not stat.S_ISREG(status.st_mode):  # reading a pipe would wait for ever
            return _failure(document, "unreadable", f"{document.path.name}: not a regular file")
        if status.st_size > MAX_DOCUMENT:
            return _failure(document, "too_large", f"{status.st_size} bytes")
        return document.path.read_bytes()
    except OSError as error:
        return _failure(document, "unreadable", f"{document.path.name}: {error.strerror or error}")


def document_type(name: str) -> str:
    """The content type of a document by its name; what is of no known kind is read as text."""
    return DOCUMENT_TYPES.get(PurePath(name.lower()).suffix, "text/plain")


def _failure(document: Document, reason: str, detail: str) -> Failure:
    return Failure("documents", document.key, reason, detail, source=document.source)


def _matching(base: Path, pattern: str) -> Iterable[Path]:
    """The files that a documents entry names: a folder means all in it of a kind that can be read, however deep."""
    folder = base / pattern
    if folder.is_dir():
        readable = (path for path in folder.rglob("*") if path.suffix.lower() in DOCUMENT_TYPES)
        return (path for path in readable if not any(name.startswith(".") for name in path.relative_to(folder).parts))
    # a file that is named and not there stays listed: it goes to quarantine, where somebody will see it
    # and a name may hold what is a pattern's elsewhere
    is_pattern = re.search(r"[*?\[]", pattern) and not folder.exists()
    return base.glob(pattern) if is_pattern else [folder]


@cache
def _time_zones() -> frozenset[str]:
    return frozenset(available_timezones())  # walks a folder of files each time


def _is_time_zone(name: str) -> bool:
    return name in _time_zones()


def _is_pattern(text: str) -> bool:
    """True for what pathlib can look for below a folder: `**` stands for whole folders only."""
    parts = PurePath(text).parts
    return (
        bool(text)
        and not Path(text).is_absolute()
        and "\0" not in text
        and not any("**" in part and part != "**" for part in parts)
    )


class _Reader(Reader):
    """The sources file's own parts."""

    def source(self, node: yaml.Node) -> Source:
        keys = {"slug", "name", "homepage", "language", "country", "timezone", "feeds", "expect"}
        given = self.mapping(node, "sources", keys)
        self.require(node, given, "slug", "name")
        feeds = self.items(given.get("feeds"), "feeds")
        least, most = self.expected(given.get("expect"))
        return Source(
            slug=self.remember(
                "slug", given["slug"], self.text(given, "slug", _SLUG.fullmatch, "is not a slug (a-z, 0-9, -)")
            ),
            name=self.text(given, "name", bool, "is empty"),
            homepage=self.optional(given, "homepage", urls.is_http, _NOT_HTTP),
            language=self.optional(given, "language", _LANGUAGE.fullmatch, "is not a BCP 47 tag such as en or pt-BR"),
            country=self.optional(given, "country", _COUNTRY.fullmatch, "is not an ISO 3166 code such as US"),
            timezone=self.optional(given, "timezone", _is_time_zone, "is not an IANA time zone"),
            feeds=tuple(self.remember("feeds", n, self.scalar(n, "feeds", urls.is_http, _NOT_HTTP)) for n in feeds),
            min_per_day=least,
            max_per_day=most,
        )

    def expected(self, node: yaml.Node | None) -> tuple[int | None, int | None]:
        """The least and the most entries a day."""
        given = self.mapping(node, "expect", {"min_per_day", "max_per_day"}) if node else {}
        least, most = self.count(given, "min_per_day"), self.count(given, "max_per_day")
        if least is not None and most is not None and least > most:
            self.fail(given["min_per_day"], "min_per_day", f"is more than max_per_day: {least} > {most}")
        return least, most

    def documents(self, node: yaml.Node, slugs: set[str]) -> Iterator[Document]:
        given = self.mapping(node, "documents", {"path", "source"})
        self.require(node, given, "path")
        pattern = self.text(given, "path", _is_pattern, "is not a relative path or pattern")
        source = self.optional(given, "source", slugs.__contains__, "no source of this file has that slug")
        base = self.path.parent
        found = (path for path in _matching(base, pattern) if not path.is_dir() and not path.name.startswith("."))
        return (Document(f"seed:{source or 'documents'}/{p.relative_to(base).as_posix()}", p, source) for p in found)

    def count(self, given: dict[str, yaml.Node], key: str) -> int | None:
        text = self.optional(given, key, _COUNT.fullmatch, "is not a whole number of nine digits at most")
        return None if text is None else int(text)
