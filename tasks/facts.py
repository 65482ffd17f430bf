"""Extract the facts of a batch of articles in worker processes, each under its own deadline."""

from __future__ import annotations

from collections.abc import Sequence

from prefect import task
from prefect.cache_policies import NO_CACHE

from newsledger import steps
from newsledger.facts import Roster
from newsledger.pool import Pool
from newsledger.records import Article, Extraction, Failure
from newsledger.settings import Settings


@task(name="facts", cache_policy=NO_CACHE)
def facts(
    settings: Settings, pool: Pool, articles: Sequence[Article | Failure], roster: Roster
) -> list[Extraction | Failure | None]:
    """An extraction, or the failure that says why not, for each article in order."""
    return steps.extract_articles(pool, articles, settings.deadline, roster)
