"""Local files through single stages, without a warehouse: what `extract`, `clean` and `feeds parse` print."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from newsledger import clean, facts, feeds, ids, steps
from newsledger.errors import UsageError
from newsledger.records import NO_DATE, Article, Failure, Page, Stamp
from newsledger.sources import DOCUMENT_TYPES, MAX_DOCUMENT, document_type


def extract_lines(path: Path, roster: facts.Roster = steps.NOBODY) -> Iterator[dict[str, object]]:
    """The facts of a .txt, .md, .html or .json file in the contract's fields. Raises UsageError naming the file."""
    doc, article = _article(path)
    for fact in steps.extract_article((article, roster.standing_in(article.text))).facts:
        yield facts.as_line(doc, fact)


def clean_line(path: Path, url: str | None) -> dict[str, Any]:
    """What the clean stage makes of a local page (.html, .html.gz, or a seed document's .txt or .md)."""
    return clean.line(_stem(path), _clean(path, _read(path, clean.MAX_BYTES), url))


def feed_lines(path: Path, url: str | None, content_type: str | None) -> list[dict[str, Any]]:
    """The entries of a local feed, or its failure, a dictionary each."""
    return feeds.lines(str(path), feeds.parse(_bytes(path), url or path.resolve().as_uri(), content_type))


def _article(path: Path) -> tuple[str, Article]:
    body = _bytes(path, MAX_DOCUMENT)
    if path.suffix == ".json":
        return _json_article(path, body)
    result = _clean(path, body, None)
    if isinstance(result, Failure):
        raise UsageError(f"{path}: {result.reason}: {result.detail}")
    # the offsets of facts count in what was given, also where the ledger would keep it in another form
    is_document = result.text_origin == "document"
    return _stem(path), replace(result, text=clean.as_given(body)) if is_document else result


def _json_article(path: Path, body: bytes) -> tuple[str, Article]:
    given = _object(path, body)
    doc, title, url, language = (_text(path, given, name) for name in ("doc", "title", "url", "language"))
    text, published = _text(path, given, "text"), _day(path, _text(path, given, "published"))
    if text is None:
        raise UsageError(f"{path}: text: is missing")
    doc = doc or _stem(path)
    page = Page(key=doc, url=url or doc, raw_hash=ids.text_hash(text))
    stamp = Stamp(day=published, precision="day", origin="document") if published else NO_DATE
    return doc, Article(page, page.url, title, text, published=stamp, language=language)


def _object(path: Path, body: bytes) -> dict[str, Any]:
    try:
        given = json.loads(body)
    except ValueError as error:
        raise UsageError(f"{path}: no JSON: {error}") from None
    except RecursionError:
        raise UsageError(f"{path}: no JSON to read: nested too deeply") from None
    if not isinstance(given, dict):
        raise UsageError(f"{path}: should be one object with doc, title, published (a day) and text")
    return given


def _text(path: Path, given: Mapping[str, Any], name: str) -> str | None:
    value = given.get(name)
    if value is None or isinstance(value, str):
        return value
    raise UsageError(f"{path}: {name}: should be a string")


def _day(path: Path, text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageError(f"{path}: published: {text!r} is no day such as 2026-01-31") from None


def _clean(path: Path, body: bytes, url: str | None) -> Article | Failure:
    kind = document_type(path.name.removesuffix(".gz"))
    is_page = kind == "text/html" or path.suffix.lower() not in DOCUMENT_TYPES
    key = url or path.resolve().as_uri() if is_page else f"seed:documents/{path.name}"
    page = Page(key=key, url=key, raw_hash=ids.sha256(body), content_type="text/html" if is_page else kind)
    return clean.clean(page, body)


def _bytes(path: Path, limit: int | None = None) -> bytes:
    """The bytes of a file, unpacked. Raises UsageError where it cannot be read or has more than `limit` of them."""
    body = _read(path, limit)
    if limit is not None and len(body) > limit:
        raise UsageError(f"{path}: too large, more than {limit} bytes")
    return body


def _read(path: Path, limit: int | None) -> bytes:
    """The bytes of a file, unpacked, and of those beyond `limit` one, which says that there are more."""
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            return file.read() if limit is None else file.read(limit + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UsageError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from None


def _stem(path: Path) -> str:
    name = Path(path.name.removesuffix(".gz"))
    return name.stem if name.suffix.lower() in {*DOCUMENT_TYPES, ".json"} else name.name
