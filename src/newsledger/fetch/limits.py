"""What a request may cost us and the host it goes to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """`timeout`, `host_delay`, `retry_pause`, `max_crawl_delay` and `host_time` in seconds, `max_bytes` counted after
    decoding, `allow_private` as host:port pairs, `proxy` an http address that all requests go through."""

    user_agent: str
    timeout: float = 30.0
    max_bytes: int = 10 * 1024 * 1024
    host_delay: float = 1.0
    per_host: int = 2
    concurrency: int = 64
    max_hops: int = 10
    retries: int = 2
    retry_pause: float = 1.0
    max_crawl_delay: float = 30.0
    host_time: float = 600.0
    allow_private: frozenset[str] = frozenset()
    proxy: str | None = None
