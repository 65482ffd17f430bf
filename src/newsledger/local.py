"""Local files through single stages, without a warehouse: what `extract`, `clean` and `feeds parse` print."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from newsledger import clean, facts, feeds, ids, steps
from newsledger.errors import UsageError
from newsledger.records import Article, Failure, Page, Stamp


def extract_lines(path: Path) -> Iterator[dict[str, object]]:
    """The facts of a .txt, .html or .json file in the contract's fields. Raises UsageError naming the file."""
    doc, article = _article(path)
    for fact in steps.extract_article(article).facts:
        yield facts.as_line(doc, fact)


def clean_line(path: Path, url: str | None) -> dict[str, Any]:
    """What the clean stage makes of a local page (.html, .html.gz, or a seed document's .txt)."""
    return clean.line(_stem(path), _clean(path, url))


def feed_lines(path: Path, url: str | None, content_type: str | None) -> list[dict[str, Any]]:
    """The entries of a local feed, or its failure, a dictionary each."""
    return feeds.lines(str(path), feeds.parse(_bytes(path), url or path.resolve().as_uri(), content_type))


def _article(path: Path) -> tuple[str, Article]:
    if path.suffix == ".json":
        return _json_article(path)
    result = _clean(path, None)
    if isinstance(result, Failure):
        raise UsageError(f"{path}: {result.reason}: {result.detail}")
    return _stem(path), result


def _json_article(path: Path) -> tuple[str, Article]:
    try:
        given = json.loads(_bytes(path))
        published = date.fromisoformat(given["published"]) if given.get("published") else None
        doc, text = given.get("doc") or _stem(path), given["text"]
        page = Page(key=doc, url=given.get("url") or doc, raw_hash=ids.text_hash(text))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"{path}: no document with doc, title, published (a day) and text: {error!r}") from None
    stamp = Stamp(day=published, precision="day", origin="document") if published else Stamp(reason="no_date")
    return doc, Article(page, page.url, given.get("title"), text, published=stamp, language=given.get("language"))


def _clean(path: Path, url: str | None) -> Article | Failure:
    body = _bytes(path)
    is_text = path.suffix == ".txt"
    key = f"seed:documents/{path.name}" if is_text else url or path.resolve().as_uri()
    kind = "text/plain" if is_text else "text/html"
    return clean.clean(Page(key=key, url=key, raw_hash=ids.sha256(body), content_type=kind), body)


def _bytes(path: Path) -> bytes:
    try:
        body = path.read_bytes()
        return gzip.decompress(body) if path.suffix == ".gz" else body
    except (OSError, EOFError) as error:
        raise UsageError(f"{path}: cannot be read: {error}") from None


def _stem(path: Path) -> str:
    return path.name.removesuffix(".gz").removesuffix(".html").removesuffix(".json").removesuffix(".txt")
