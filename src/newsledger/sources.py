"""The sources file: strict at the border, so that a typing slip names its line instead of silently losing a feed."""

from __future__ import annotations

import re
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePath
from typing import Any, NoReturn
from zoneinfo import available_timezones

import yaml

from newsledger import ids, urls
from newsledger.errors import SourcesError
from newsledger.records import Document, Failure, Feed, Source

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
    top = reader.mapping(reader.root(), "the file", {"sources", "documents"})
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
    return base.glob(pattern) if re.search(r"[*?\[]", pattern) else [base / pattern]


@cache
def _time_zones() -> frozenset[str]:
    return frozenset(available_timezones())  # walks a folder of files each time


def _is_time_zone(name: str) -> bool:
    return name in _time_zones()


def _name(key: yaml.Node) -> str:
    return str(key.value) if isinstance(key, yaml.ScalarNode) else "a list or mapping as a key"


class _Reader:
    """Walks the YAML nodes, for only they know their lines."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines: dict[tuple[str, str], int] = {}

    def root(self) -> yaml.Node:
        try:
            node = yaml.compose(self.path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
        except OSError as error:
            raise SourcesError(self.path, None, "the file", f"cannot be read: {error.strerror or error}") from None
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            raise SourcesError(self.path, line, "the file", f"is not UTF-8: {error.reason}") from None
        except RecursionError:
            raise SourcesError(self.path, 1, "the file", "is nested too deeply") from None
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            problem = getattr(error, "problem", None) or str(error)
            raise SourcesError(self.path, mark.line + 1 if mark else 1, "the file", f"is not YAML: {problem}") from None
        if node is None:
            raise SourcesError(self.path, 1, "the file", "is empty; it needs `sources:` or `documents:`")
        return node

    def mapping(self, node: yaml.Node, where: str, known: set[str]) -> dict[str, yaml.Node]:
        if not isinstance(node, yaml.MappingNode):
            self.fail(node, where, f"should be keys and values ({', '.join(sorted(known))})")
        found: dict[str, yaml.Node] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.value not in known:
                self.fail(key, _name(key), f"unknown key; known here: {', '.join(sorted(known))}")
            if key.value in found:
                self.fail(key, key.value, "given twice")
            found[key.value] = value
        return found

    def items(self, node: yaml.Node | None, key: str) -> list[yaml.Node]:
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self.fail(node, key, "should be a list")
        return list(node.value)

    def source(self, node: yaml.Node) -> Source:
        keys = {"slug", "name", "homepage", "language", "country", "timezone", "feeds", "expect"}
        given = self.mapping(node, "sources", keys)
        for key in ("slug", "name"):
            if key not in given:
                self.fail(node, key, "is missing")
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
        if "path" not in given:
            self.fail(node, "path", "is missing")
        pattern = self.text(given, "path", lambda text: text and not Path(text).is_absolute(), "is not a relative path")
        source = self.optional(given, "source", slugs.__contains__, "no source of this file has that slug")
        base = self.path.parent
        found = (path for path in _matching(base, pattern) if not path.is_dir() and not path.name.startswith("."))
        return (Document(f"seed:{source or 'documents'}/{p.relative_to(base).as_posix()}", p, source) for p in found)

    def text(self, given: dict[str, yaml.Node], key: str, valid: Callable[[str], Any], problem: str) -> str:
        return self.scalar(given[key], key, valid, problem)

    def optional(self, given: dict[str, yaml.Node], key: str, valid: Callable[[str], Any], problem: str) -> str | None:
        return self.scalar(given[key], key, valid, problem) if key in given else None

    def scalar(self, node: yaml.Node, key: str, valid: Callable[[str], Any], problem: str) -> str:
        if not isinstance(node, yaml.ScalarNode) or node.tag == "tag:yaml.org,2002:null":
            self.fail(node, key, "should be a single value")
        # Norway's "no" is a country or language here, so values are read as they are written, not as YAML types
        text = str(node.value).strip()
        try:
            fine = valid(text)
        except ValueError:
            fine = False
        if not fine:
            self.fail(node, key, f"{problem}: {text!r}")
        return text

    def count(self, given: dict[str, yaml.Node], key: str) -> int | None:
        text = self.optional(given, key, _COUNT.fullmatch, "is not a whole number of nine digits at most")
        return None if text is None else int(text)

    def remember(self, key: str, node: yaml.Node, value: str) -> str:
        if (key, value) in self.lines:
            self.fail(node, key, f"repeated: {value!r} is already on line {self.lines[key, value]}")
        self.lines[key, value] = node.start_mark.line + 1
        return value

    def fail(self, node: yaml.Node, key: str, problem: str) -> NoReturn:
        raise SourcesError(self.path, node.start_mark.line + 1, key, problem)
