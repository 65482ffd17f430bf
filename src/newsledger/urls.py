"""Addresses: the canonical spelling of an article's url. The only importer of courlan."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from courlan import normalize_url


def canonical(url: str) -> str:
    """The spelling that two links to one article share: no fragment, no tracking parameters, host in lower case."""
    return str(normalize_url(url))


def resolve(base: str, url: str) -> str:
    """`url` made absolute against `base` (RFC 3986)."""
    return urljoin(base, url.strip())


def host(url: str) -> str:
    """Host name of a url in lower case, "" where it has none."""
    return (urlsplit(url).hostname or "").lower()


def is_http(url: str) -> bool:
    """True for an http or https url with a host."""
    return urlsplit(url).scheme in ("http", "https") and bool(host(url))
