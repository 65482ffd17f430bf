"""The raw store keeps bytes by their hash, once, with what came along."""

from pathlib import Path

import pytest

from newsledger import ids, raw
from newsledger.errors import RawMissingError


def test_bytes_come_back_with_their_headers(tmp_path: Path) -> None:
    body = b"<html>\n\x00caf\xe9</html>"
    digest = raw.put(tmp_path, body, {"url": "https://example.org/é", "headers": {"content-type": "text/html"}})
    assert digest == ids.sha256(body)
    assert raw.get(tmp_path, digest) == body
    assert raw.about(tmp_path, digest)["headers"] == {"content-type": "text/html"}


def test_the_same_bytes_are_one_file_and_keep_their_first_headers(tmp_path: Path) -> None:
    first = raw.put(tmp_path, b"x", {"url": "https://example.org/1"})
    assert raw.put(tmp_path, b"x", {"url": "https://example.org/2"}) == first
    assert raw.about(tmp_path, first)["url"] == "https://example.org/1"
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_a_missing_page_is_named(tmp_path: Path) -> None:
    with pytest.raises(RawMissingError, match="abc123"):
        raw.get(tmp_path, "abc123")
