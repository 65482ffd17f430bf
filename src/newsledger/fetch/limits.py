"""What a request may cost us and the host it goes to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """`timeout` and `host_delay` in seconds, `max_bytes` counted after decoding, `allow_private` as host:port pairs."""

    user_agent: str
    timeout: float = 30.0
    max_bytes: int = 10 * 1024 * 1024
    host_delay: float = 1.0
    per_host: int = 1
    concurrency: int = 64
    max_hops: int = 10
    allow_private: frozenset[str] = frozenset()
