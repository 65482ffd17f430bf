"""Feeds: bytes to entries, and when to ask again. Pure functions only; the fetching is `newsledger.fetch`'s.

sniff -> syndication | jsonfeed | sitemap -> identity, dates -> ParsedFeed
request_for -> (fetch) -> digest -> Poll: entries and the feed's next state
"""

from newsledger.feeds.dates import read_date
from newsledger.feeds.discovery import FoundFeed, discover
from newsledger.feeds.lines import lines
from newsledger.feeds.members import requests_for as requests_for_members
from newsledger.feeds.parse import parse
from newsledger.feeds.poll import digest, digest_part, failed, needs_parse, request_for
from newsledger.feeds.schedule import next_due
from newsledger.feeds.shapes import ParsedEntry, ParsedFeed

__all__ = [
    "FoundFeed",
    "ParsedEntry",
    "ParsedFeed",
    "digest",
    "digest_part",
    "discover",
    "failed",
    "lines",
    "needs_parse",
    "next_due",
    "parse",
    "read_date",
    "request_for",
    "requests_for_members",
]
