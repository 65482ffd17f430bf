"""The fetcher as the settings want it."""

from __future__ import annotations

from newsledger.fetch import Limits
from newsledger.settings import Settings


def limits(settings: Settings) -> Limits:
    """What a request may cost, by the settings."""
    return Limits(
        user_agent=settings.user_agent,
        timeout=settings.timeout,
        max_bytes=settings.max_bytes,
        host_delay=settings.host_delay,
        host_time=settings.host_time,
        per_host=settings.per_host,
        proxy=settings.proxy,
        concurrency=settings.concurrency,
        allow_private=settings.private_hosts,
    )
