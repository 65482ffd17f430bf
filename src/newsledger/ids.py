"""Ids that are functions of content: the same input has the same id on every machine, so every load is idempotent.

All are uuid5 (RFC 9562) of a JSON array, as strings. Nothing here may change without a migration of stored ids.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
import uuid
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any

from newsledger.records import Change, Fact, Quantity

NAMESPACE = uuid.UUID("7d0c1a52-6d0f-5d0e-9a55-0a8b6f7c3e11")
_NAMED = hashlib.sha1(NAMESPACE.bytes, usedforsecurity=False)  # what every id begins with
_VARIANT = dict(zip("0123456789abcdef", 4 * "89ab", strict=True))  # a digit with its upper two bits set to 10

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_JSON: dict[type, Callable[[Any], str]] = {str: encode_basestring, int: repr}  # an encoder makes itself anew each time

# Legal forms only: "Group" and "Technology" tell companies apart and stay.
LEGAL_FORMS = frozenset(
    "inc incorporated corp corporation co company ltd limited llc llp lp plc ag sa se nv bv gmbh kg kgaa spa srl oy oyj"
    " ab asa as a/s sas sarl pty pte bhd kk kabushiki kaisha sl slu spzoo zrt".split()
)

# What an organisation's name is used with and without: "Huawei Technologies", "Tallow Group". They do tell some apart,
# so they stay in the plain name, and a short name is an organisation's own only while no other goes by it.
DESCRIPTORS = frozenset("group holding holdings technologies technology international enterprises industries".split())

# Types that hold over time: the same claim years apart is one claim, so no publication quarter goes into the id.
TIMELESS = frozenset({"company_profile", "position", "ownership", "founding", "product_link"})
_LEADING_ARTICLE = re.compile(r"^(?:the|a|an)\s+")


def uuid5(*parts: object) -> str:
    """The uuid5 of the JSON array of `parts` (str, int, list or None)."""
    array = ",".join([_JSON.get(type(part), _encode)(part) for part in parts])
    digest = _NAMED.copy()
    digest.update(f"[{array}]".encode("utf-8", "surrogatepass"))
    text = digest.hexdigest()
    # version and variant of RFC 9562, 5.5; the library's own class costs as much again, a hundred times an article
    return f"{text[:8]}-{text[8:12]}-5{text[13:16]}-{_VARIANT[text[16]]}{text[17:20]}-{text[20:32]}"


def sha256(body: bytes) -> str:
    """Hex sha256 of bytes."""
    return hashlib.sha256(body).hexdigest()


def text_hash(text: str) -> str:
    """Hex sha256 of a text's UTF-8; lone surrogates are kept apart rather than refused."""
    return sha256(text.encode("utf-8", "surrogatepass"))


def feed_id(url: str) -> str:
    """Id of a feed: of its url as sources.yaml spells it."""
    return uuid5("feed", url)


def entry_id(feed: str, identity: str) -> str:
    """Id of an entry: of its feed's id and its identity within the feed."""
    return uuid5("entry", feed, identity)


@lru_cache(maxsize=1 << 12)  # a load asks for each several times
def article_id(canonical_url: str) -> str:
    """Id of an article: of its canonical url, or of a document's key."""
    return uuid5("article", canonical_url)


@lru_cache(maxsize=1 << 12)
def version_id(article: str, text_sha256: str) -> str:
    """Id of an article's version: of the article's id and its text's hash."""
    return uuid5("version", article, text_sha256)


def quarantine_id(stage: str, key: str) -> str:
    """Id of a quarantined item: of the stage that failed and the item's key."""
    return uuid5("quarantine", stage, key)


@lru_cache(maxsize=1 << 16)
def entity_id(kind: str, name: str) -> str:
    """Id of an entity: of its kind and its plain name, so homonyms of different kinds stay apart."""
    return uuid5("entity", kind, plain_name(name))


@lru_cache(maxsize=1 << 16)
def plain_name(name: str) -> str:
    """A name for comparison: NFKC, case-folded, without leading article, possessive and trailing legal forms."""
    text = unicodedata.normalize("NFKC", name).casefold().replace("’", "'").strip()
    text = _LEADING_ARTICLE.sub("", text.removesuffix("'s").removesuffix("'"))
    words = re.sub(r"[.,]", "", text).split()
    _drop_legal_forms(words)
    return " ".join(words)


def short_names(plain: str) -> list[str]:
    """An organisation's plain name without one and without more of the DESCRIPTORS at its end; empty if it has none."""
    words, shorter = plain.split(), list[str]()
    while len(words) > 1 and words[-1] in DESCRIPTORS:
        words.pop()
        _drop_legal_forms(words)
        shorter.append(" ".join(words))
    return shorter


def _drop_legal_forms(words: list[str]) -> None:
    while len(words) > 1 and (words[-1] in LEGAL_FORMS or words[-1] == "&"):
        words.pop()


def shortest_decimal(number: float | None) -> str | None:
    """A number as its shortest plain decimal: 12900000000.0 -> "12900000000", 0.10 -> "0.1"."""
    if number is None:
        return None
    plain = format(Decimal(repr(float(number))), "f")
    return (plain.rstrip("0").rstrip(".") if "." in plain else plain) or "0"


def fact_id(fact: Fact, published: date | None) -> str:
    """Id of a claim. No article and no extractor is in it: three outlets that print one claim share one id."""
    return uuid5(
        fact.type,
        plain_name(fact.subject),
        fact.attribute,
        plain_name(fact.object) if fact.object else None,
        fact.role.casefold() if fact.role else None,
        _value(fact.value),
        _change(fact.change),
        fact.period,
        fact.date,
        fact.modality,
        _bucket(fact, published),
    )


def evidence_id(fact: str, version: str, start: int, end: int, extractor: str) -> str:
    """Id of an evidence row: of claim, article version, span and extractor version."""
    return uuid5("evidence", fact, version, start, end, extractor)


def _value(value: Quantity | None) -> list[str | None] | None:
    return (
        None
        if value is None
        else [shortest_decimal(value.min), shortest_decimal(value.max), value.unit, value.qualifier]
    )


def _change(change: Change | None) -> list[str | None] | None:
    return (
        None
        if change is None
        else [shortest_decimal(change.min), shortest_decimal(change.max), change.unit, change.direction]
    )


def _bucket(fact: Fact, published: date | None) -> str | None:
    if fact.type in TIMELESS or fact.period or fact.date or published is None:
        return None
    return f"{published.year}-Q{(published.month + 2) // 3}"
