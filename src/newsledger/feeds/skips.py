"""Hours and days in which a channel asks not to be polled (RSS 2.0: skipHours, skipDays). feedparser keeps the last of
each only, so the raw bytes are read for them."""

from __future__ import annotations

import re

from newsledger.feeds import sniff

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_VALUE = re.compile(r"<(?:\w+:)?(?:hour|day)\b[^<>]*>\s*([a-z]{1,20}|[0-9]{1,2})\s*<")


def read(body: bytes) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Hours (0-23, GMT) and days (0 is Monday) in the first bytes of an RSS feed in an encoding that ASCII is part of.

    What is neither is passed over."""
    if b"<skip" not in body[: sniff.HEAD].lower():
        return (), ()
    text = sniff.visible(body).lower()
    hours = {int(value) % 24 for value in _values(text, "skiphours") if value.isdigit() and int(value) <= 24}
    days = {_DAYS.index(value) for value in _values(text, "skipdays") if value in _DAYS}
    return tuple(sorted(hours)), tuple(sorted(days))  # 24 is midnight in RSS 0.91


def _values(text: str, name: str) -> list[str]:
    inside = text.partition(f"<{name}")[2].partition(f"</{name}")[0]
    return _VALUE.findall(inside)
