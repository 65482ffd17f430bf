from datetime import UTC, datetime

from newsledger.feeds import ParsedEntry, ParsedFeed, lines
from newsledger.records import Failure, Stamp


def test_one_line_an_entry() -> None:
    stamp = Stamp(at=datetime(2025, 3, 4, 9, tzinfo=UTC), precision="second", origin="feed")
    entry = ParsedEntry("g", "https://news.test/1", "T", None, "<p>c</p>", ("A",), stamp, date_source="published")
    assert lines("f.xml", ParsedFeed("rss20", entries=(entry,))) == [
        {
            "file": "f.xml",
            "format": "rss20",
            "id": "g",
            "title": "T",
            "url": "https://news.test/1",
            "published": "2025-03-04T09:00:00Z",
            "date_source": "published",
            "authors": ["A"],
            "summary": "<p>c</p>",
        }
    ]


def test_one_line_for_what_is_no_feed() -> None:
    assert lines("f.xml", Failure("poll", "f.xml", "not_a_feed")) == [{"file": "f.xml", "failure": "not_a_feed"}]
    assert lines("f.xml", ParsedFeed("rss20")) == []
