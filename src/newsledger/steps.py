"""What worker processes run: a stage's pure function with the bytes fetched from the raw store and the time taken.

Workers import this module and with it the stages, never Prefect. Jobs carry hashes, not pages.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from time import perf_counter

from newsledger import clean, facts, feeds, raw
from newsledger.facts import Known, Roster
from newsledger.fingerprint import fingerprint
from newsledger.pool import Pool
from newsledger.records import Article, Extraction, Failure, Feed, Fetched, Page, Poll, Response

Digestion = tuple[Callable[[Feed, Response, datetime], Poll], Feed, Response, datetime]
Cleaning = tuple[Page, Path, int]  # with the folder of the raw store, and the bytes of a page at most
Extracting = tuple[Article, Known]  # with the listed names that stand in it
CLEANER = clean.CLEANER
EXTRACTOR = (facts.EXTRACTOR, facts.VERSION)
NOBODY = Roster({})


def clean_pages(
    pool: Pool, fetched: Sequence[Fetched], raw_dir: Path, deadline: float, max_bytes: int = clean.MAX_BYTES
) -> list[Article | Failure]:
    """An article or a failure for each item, in order; what failed before stays as it is."""
    jobs = [(item.page, raw_dir, max_bytes) for item in fetched if isinstance(item.page, Page)]
    done = pool.map(clean_page, jobs, deadline, _clean_failed)
    return [next(done) if isinstance(item.page, Page) else item.page for item in fetched]


def extract_articles(
    pool: Pool, articles: Sequence[Article | Failure], deadline: float, roster: Roster = NOBODY
) -> list[Extraction | Failure | None]:
    """An extraction or a failure for each article, in order; None where there is no article.

    Of the names on the roster an article takes those with it that stand in it, so that a long list costs the trip little."""
    jobs = [(article, roster.standing_in(article.text)) for article in articles if isinstance(article, Article)]
    done = pool.map(extract_article, jobs, deadline, _extract_failed)
    return [next(done) if isinstance(article, Article) else None for article in articles]


def digest_responses(
    pool: Pool, polled: Sequence[tuple[Feed, Response]], now: datetime, deadline: float, is_part: bool = False
) -> list[Poll]:
    """A poll for each response; only a changed body costs a trip to a worker process.

    `is_part` where the responses are members of sitemap indexes, and the feeds those indexes."""
    function = feeds.digest_part if is_part else feeds.digest
    jobs = [(function, feed, response, now) for feed, response in polled if feeds.needs_parse(feed, response)]
    done = zip(jobs, pool.map(digest_response, jobs, deadline, _parse_failed), strict=True)
    return [
        _poll(*next(done)) if feeds.needs_parse(feed, response) else function(feed, response, now)
        for feed, response in polled
    ]


def clean_page(job: Cleaning) -> Article | Failure:
    """One page of the raw store as an article, or the reason it is none."""
    started = perf_counter()
    page, raw_dir, max_bytes = job
    result = clean.clean(page, raw.get(raw_dir, page.raw_hash), max_bytes)
    if isinstance(result, Failure):
        return replace(result, cleaner=CLEANER)
    result = replace(result, fingerprint=fingerprint(result.text))
    return replace(result, milliseconds=_since(started))


def extract_article(job: Extracting) -> Extraction:
    """The facts of one article; `newsledger extract` calls the same function."""
    started = perf_counter()
    article, known = job
    extraction = facts.extract(
        article.text, title=article.title, published=article.published.day, language=article.language, known=known
    )
    return replace(extraction, milliseconds=_since(started))


def digest_response(job: Digestion) -> Poll:
    """One feed's response as entries and the feed's next state."""
    function, feed, response, now = job
    return function(feed, response, now)


def _poll(job: Digestion, result: Poll | Failure) -> Poll:
    if isinstance(result, Poll):
        return result
    function, feed, response, now = job
    if function is feeds.digest_part:
        return Poll(feed, "part", response, failure=result)
    return feeds.failed(feed, response, now, result.reason, result.detail)


def _clean_failed(job: Cleaning, reason: str, detail: str) -> Failure:
    page, *_ = job
    return Failure("clean", page.key, reason, detail, raw_hash=page.raw_hash, source=page.source)


def _extract_failed(job: Extracting, reason: str, detail: str) -> Failure:
    page = job[0].page
    return Failure("facts", page.key, reason, detail, raw_hash=page.raw_hash, source=page.source)


def _parse_failed(job: Digestion, reason: str, detail: str) -> Failure:
    _, feed, response, _ = job
    return Failure("poll", response.request.url, reason, detail, source=feed.source)


def _since(started: float) -> int:
    return round((perf_counter() - started) * 1000)
