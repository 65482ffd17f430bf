"""Streams in batches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def batched(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of `size` items, the last one shorter; takes from `items` only what the next list needs."""
    stream = iter(items)
    while batch := list(islice(stream, size)):
        yield batch
