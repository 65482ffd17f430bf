"""Fingerprints into the ledger, and the look-ups that find a batch's copies: each reads the column of its key, once.

Near copies are looked for among what came within WINDOW, so that a load costs the same however large the ledger is
(docs/decisions/0004); the same text is found whenever it came."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from newsledger import agencies, ids
from newsledger.copies import Copy, Print, settle
from newsledger.fingerprint import bands, fingerprint, kept_share, text_key
from newsledger.records import Article, Fingerprint, Stamp
from newsledger.warehouse.connection import Warehouse
from newsledger.warehouse.rows import Row, version_id

WINDOW = timedelta(days=30)


def find_copies(
    warehouse: Warehouse, articles: Sequence[Article], now: datetime
) -> tuple[list[Copy], dict[str, str | None]]:
    """Store the fingerprints of articles whose text is new; which articles, of these and of earlier ones, copy which now.

    With it what each of them copied before, None for nothing. They are what `store_articles` returned, once."""
    fresh = list({row["version_id"]: row for row in (_fingerprint_row(article, now) for article in articles)}.values())
    since = (now.astimezone(UTC) - WINDOW).date()
    neighbours = _neighbours(warehouse, fresh, since)
    warehouse.write("fingerprints", fresh)
    warehouse.write("fingerprint_bands", fresh)
    stored = _stored(warehouse, set(neighbours).union(*neighbours.values()), since)
    open_ones = {article: alike for article, alike in neighbours.items() if alike or stored[article]["dup_of"]}
    groups = _whole_groups(warehouse, {a: stored[a] for a in set(open_ones).union(*open_ones.values())}, since)
    originals = {article: row["dup_of"] for article, row in groups.items()}
    return settle(open_ones, _prints(warehouse, groups, now), originals), originals


def _stored(warehouse: Warehouse, articles: Collection[str], since: date) -> dict[str, Row]:
    """Article id -> the id of the article that it copies, None for an original, and when it was first seen.

    Nearly all came since then, and only for the others is the column of ids read beyond."""
    rows = {row["article_id"]: row for row in warehouse.read_keys("originals", articles, since=since)}
    older = [article for article in articles if article not in rows]
    return rows | {row["article_id"]: row for row in warehouse.read_keys("originals", older, since=date.min)}


def _whole_groups(warehouse: Warehouse, known: Mapping[str, Row], since: date) -> dict[str, Row]:
    """The same for more articles: these, their originals, and all other copies of either."""
    heads = {row["dup_of"] or article for article, row in known.items()}
    copies = {row["article_id"]: row for row in warehouse.read_keys("copies_of", heads)}
    return {**known, **copies, **_stored(warehouse, heads - known.keys(), since)}


def _prints(warehouse: Warehouse, groups: Mapping[str, Row], now: datetime) -> dict[str, list[Print]]:
    """The fingerprints of every version of these articles: none is older than the oldest of them."""
    oldest = min([now, *(row["first_seen_at"] for row in groups.values())])
    prints: dict[str, list[Print]] = defaultdict(list)
    for row in warehouse.read_keys("fingerprints_of_articles", groups, since=oldest.astimezone(UTC).date()):
        prints[row["article_id"]].append(_print(row))
    return prints


def _neighbours(warehouse: Warehouse, fresh: Sequence[Row], since: date) -> dict[str, set[str]]:
    """For each of these articles, whose bands are not in the ledger yet, the others that have its text, and those that
    share a band with it and came since then."""
    under: dict[int, set[str]] = defaultdict(set)
    bands_of_batch = {band for row in fresh for band in row["bands"]}
    for row in (
        *warehouse.read_keys("articles_in_bands", bands_of_batch, since=since),
        *warehouse.read_keys("articles_of_texts", {row["text_key"] for row in fresh}),
    ):
        under[row["band"]].add(row["article_id"])
    for row in fresh:
        for band in row["bands"]:
            under[band].add(row["article_id"])
    found: dict[str, set[str]] = defaultdict(set)
    for row in fresh:
        found[row["article_id"]].update(*map(under.__getitem__, row["bands"]))
    return {article: alike - {article} for article, alike in found.items()}


def change_columns(warehouse: Warehouse, articles: Sequence[Article]) -> dict[str, Row]:
    """version id -> the cause, previous_version_id and kept_share of each text that is no stored version yet.

    A new text is the publisher's edit unless the page is byte for byte one that had been cleaned otherwise before."""
    stored: dict[str, list[Row]] = defaultdict(list)
    for row in warehouse.read_keys("versions_of_articles", {ids.article_id(article.url) for article in articles}):
        stored[row["article_id"]].append(row)
    columns: dict[str, Row] = {}
    for article in articles:
        versions, version = stored[ids.article_id(article.url)], version_id(article)
        if version not in {row["version_id"] for row in versions}:
            columns[version] = _change(versions, article)
        versions.append({"version_id": version, "raw_hash": article.page.raw_hash, "text": article.text})
    return columns


def _change(versions: Sequence[Row], article: Article) -> Row:
    if not versions:
        return {"cause": "first", "previous_version_id": None, "kept_share": None}
    is_known = article.page.raw_hash in {row["raw_hash"] for row in versions}
    return {
        "cause": "reclean" if is_known else "publisher_edit",
        "previous_version_id": versions[-1]["version_id"],
        "kept_share": kept_share(versions[-1]["text"], article.text),
    }


def _fingerprint_row(article: Article, now: datetime) -> Row:
    taken = article.fingerprint or fingerprint(article.text)
    return {
        "version_id": version_id(article),
        "article_id": ids.article_id(article.url),
        "text_hash": taken.text_hash,
        "words": taken.words,
        "shingles": taken.shingles,
        "signature": taken.signature,
        "marks": taken.marks,
        "text_key": text_key(taken),
        "bands": bands(taken),
        "credit": agencies.credited(article.text, article.authors),
        "agency": agencies.owner(article.url),
        "dated_at": dated_at(article.published, now),
        "first_seen_at": now,
    }


def dated_at(stamp: Stamp, now: datetime) -> datetime:
    """The instant that orders copies: of a day its end, so that a day never comes before an instant within it."""
    if stamp.at and stamp.precision in ("second", "minute"):
        return min(stamp.at, now)
    if stamp.day and stamp.precision == "day":
        return min(datetime(stamp.day.year, stamp.day.month, stamp.day.day, tzinfo=UTC) + timedelta(days=1), now)
    return now


def _print(row: dict[str, Any]) -> Print:
    taken = Fingerprint(row["text_hash"], row["words"], row["shingles"], row["signature"], row["marks"])
    return Print(row["article_id"], taken, row["credit"], row["agency"], row["dated_at"], row["first_seen_at"])
