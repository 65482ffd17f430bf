"""Fetching: polite, bounded and safe requests over HTTP. The only importer of the HTTP client."""

from newsledger.fetch.fetcher import Fetcher
from newsledger.fetch.limits import Limits

__all__ = ["Fetcher", "Limits"]
