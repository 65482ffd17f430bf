"""The raw store: pages by content hash with the headers they came with, so that everything later can be done again.

`raw/ab/abcdef....zst` is one zstd frame: a JSON line (url, headers, fetched_at of the first sighting), then the bytes.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import zstandard

from newsledger.errors import RawMissingError
from newsledger.ids import sha256


def put(root: Path, body: bytes, about: Mapping[str, Any]) -> str:
    """Keep `body` with `about` (JSON values); returns its sha256. The same bytes twice are one file."""
    digest = sha256(body)
    path = _path(root, digest)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        head = json.dumps(about, ensure_ascii=True, sort_keys=True).encode() + b"\n"
        partial = path.with_suffix(f".{os.getpid()}.part")
        partial.write_bytes(zstandard.ZstdCompressor(level=1).compress(head + body))
        partial.replace(path)  # a kill leaves a .part, never half a page
    return digest


def get(root: Path, digest: str) -> bytes:
    """The bytes kept under `digest`. Raises RawMissingError."""
    return _read(root, digest)[1]


def about(root: Path, digest: str) -> dict[str, Any]:
    """What was kept beside the bytes: url, headers, fetched_at. Raises RawMissingError."""
    return dict(json.loads(_read(root, digest)[0]))


def _read(root: Path, digest: str) -> tuple[bytes, bytes]:
    try:
        packed = _path(root, digest).read_bytes()
    except FileNotFoundError:
        raise RawMissingError(f"{digest}: no such page in {root}") from None
    head, _, body = zstandard.ZstdDecompressor().decompressobj().decompress(packed).partition(b"\n")
    return head, body


def _path(root: Path, digest: str) -> Path:
    return root / digest[:2] / f"{digest}.zst"
