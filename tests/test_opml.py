"""OPML in and out, as other readers write it."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from newsledger import opml
from newsledger.errors import UsageError
from newsledger.opml import Outline
from newsledger.records import Source

LISTED = (
    Source("one", "One & Co", "https://one.test/", "en", feeds=("https://one.test/a?x=1&y=2", "https://one.test/b")),
    Source("two", "Zwei Höfe", feeds=("https://two.test/rss",)),
)
OTHER = """<?xml version="1.0" encoding="{encoding}"?>
<opml version="1.1"><head><title>mine</title></head><body>
<outline text="News"><outline title="Größe" type="rss" xmlUrl="feed://one.test/rss"/>
  <outline text="Deeper"><outline text="" xmlUrl=" https://two.test/?a=1&b=2 "/></outline></outline>
<outline text="A page" htmlUrl="https://page.test/"/>
</body></opml>"""


def _file(folder: Path, text: str | bytes) -> Path:
    path = folder / "list.opml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "utf-16"])
def test_lists_of_other_readers(tmp_path: Path, encoding: str) -> None:
    path = _file(tmp_path, OTHER.format(encoding=encoding).encode(encoding))
    assert opml.read(path) == [Outline("http://one.test/rss", "Größe"), Outline("https://two.test/?a=1&b=2")]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("declaration", ["", '<?xml version="1.0"?>', '<?xml version="1.0" encoding="UTF-8"?>'])
def test_utf8_needs_no_declaration(tmp_path: Path, mark: str, declaration: str) -> None:
    path = _file(tmp_path, mark + declaration + OTHER.partition("\n")[2])
    assert opml.read(path)[0] == Outline("http://one.test/rss", "Größe")


def test_what_declares_nothing_and_is_no_utf8_is_latin_1(tmp_path: Path) -> None:
    path = _file(tmp_path, OTHER.partition("\n")[2].encode("latin-1"))
    assert opml.read(path)[0] == Outline("http://one.test/rss", "Größe")


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    text = opml.write(LISTED)
    root = ET.fromstring(text)
    assert (root.tag, root.get("version")) == ("opml", "2.0")
    assert [outline.get("htmlUrl") for outline in root.iter("outline")] == [*["https://one.test/"] * 2, None]
    outlines = opml.read(_file(tmp_path, text))
    assert outlines == [Outline(feed, source.name) for source in LISTED for feed in source.feeds]
    again = opml.merge((), outlines)
    assert [(source.name, source.feeds) for source in again.sources] == [(s.name, s.feeds) for s in LISTED]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "is not OPML"),
        ("just words", "is not OPML"),
        ("<rss><channel/></rss>", "is not OPML"),
        (OTHER.partition("</body>")[0], "cut off"),
        (b"\x1f\x8b\x00\xff", "is not OPML"),
    ],
)
def test_bad_files_are_named(tmp_path: Path, text: str | bytes, problem: str) -> None:
    path = _file(tmp_path, text)
    with pytest.raises(UsageError, match=rf"list\.opml: .*{problem}"):
        opml.read(path)


def test_a_file_that_holds_an_address_is_not_fetched(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is not OPML"):
        opml.read(_file(tmp_path, "http://127.0.0.1:9/list.opml"))


def test_a_source_a_feed_and_each_feed_once() -> None:
    merged = opml.merge(
        LISTED,
        [
            Outline("https://two.test/rss", "Two"),
            Outline("https://three.test/rss", "One"),
            Outline("https://three.test/rss", "One again"),
            Outline("https://four.test/a", "Four"),
            Outline("https://four.test/b", "Four, the rest"),
            Outline("https://www.five.test/rss", "五"),
            Outline("gopher://six.test/", "Six"),
        ],
    )
    assert merged.sources[:2] == LISTED
    assert [(source.slug, source.name) for source in merged.sources[2:]] == [
        ("one-2", "One"),
        ("four", "Four"),
        ("four-the-rest", "Four, the rest"),
        ("five-test", "五"),
    ]
    assert (len(merged.added), merged.known, merged.refused) == (
        4,
        ("https://two.test/rss", "https://three.test/rss"),
        ("gopher://six.test/",),
    )
