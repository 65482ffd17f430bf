"""Clean a batch of pages in worker processes, each page under its own deadline."""

from __future__ import annotations

from collections.abc import Sequence

from prefect import task
from prefect.cache_policies import NO_CACHE

from newsledger import steps
from newsledger.pool import Pool
from newsledger.records import Article, Failure, Fetched
from newsledger.settings import Settings


@task(name="clean", cache_policy=NO_CACHE)
def clean(settings: Settings, pool: Pool, fetched: Sequence[Fetched]) -> list[Article | Failure]:
    """An article, or the failure that says why not, for each page in order."""
    return steps.clean_pages(pool, fetched, settings.raw_dir, settings.deadline, settings.max_bytes)
