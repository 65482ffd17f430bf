"""JSON Feed 1.0 and 1.1 (jsonfeed.org). A member of a wrong type is as good as absent."""

from __future__ import annotations

import json
import re
from typing import Any

from newsledger.feeds import identity, text
from newsledger.feeds.shapes import Draft, ParsedFeed

# The address that the specification asks for, or the bare number that some write instead.
_VERSION = re.compile(r"jsonfeed\.org/version/1|^1(\.[01])?$")


def read(body: bytes, url: str, language: str | None, timezone: str | None) -> ParsedFeed | None:
    """The feed in `body`, None where it is other JSON. Raises ValueError for what is not JSON."""
    feed = json.loads(body.decode(json.detect_encoding(body)))
    version = _string(feed, "version") if isinstance(feed, dict) else None
    if not version or not _VERSION.search(version) or not isinstance(feed.get("items"), list):
        return None
    own = _string(feed, "language")
    drafts = [_draft(item, url) for item in feed["items"] if isinstance(item, dict)]
    return ParsedFeed(
        format="json11" if version.rstrip("/").endswith("1.1") else "json10",
        title=text.one_line(_string(feed, "title")),
        entries=identity.entries(drafts, url, language=language or own, timezone=timezone),
        link=identity.absolute(_string(feed, "home_page_url"), url),
        language=own,
        authors=_authors(feed),
    )


def _draft(item: dict[str, Any], url: str) -> Draft:
    content = _string(item, "content_html") or _string(item, "content_text")
    dates = (("published", _string(item, "date_published")), ("updated", _string(item, "date_modified")))
    return Draft(
        guid=_string(item, "id"),
        url=_string(item, "url") or _string(item, "external_url") or _attachment(item),
        title=text.title(_string(item, "title"), is_html=False),
        summary=_string(item, "summary"),
        content=text.absolute_links(content, url),
        authors=_authors(item),
        dates=tuple((name, value) for name, value in dates if value),
    )


def _string(mapping: dict[str, Any], key: str) -> str | None:
    """A string, or a number as one (ids are often numbers); None for anything else and for white space."""
    value = mapping.get(key)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) and value.strip() else None


def _attachment(item: dict[str, Any]) -> str | None:
    attachments = item.get("attachments")
    found = attachments if isinstance(attachments, list) else []
    return next((address for one in found if isinstance(one, dict) and (address := _string(one, "url"))), None)


def _authors(mapping: dict[str, Any]) -> tuple[str, ...]:
    """1.1 has `authors`, 1.0 had `author`."""
    listed = mapping.get("authors")
    people = [*(listed if isinstance(listed, list) else []), mapping.get("author")]
    names = (text.one_line(_string(person, "name")) for person in people if isinstance(person, dict))
    return tuple(dict.fromkeys(name for name in names if name))
