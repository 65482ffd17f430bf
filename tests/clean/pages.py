"""Pages for the tests of the clean stage, in our own words."""

from __future__ import annotations

from datetime import UTC, datetime

from newsledger import clean
from newsledger.records import Article, Page

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
URL = "https://times.example/2026/harbour"
SENTENCES = (
    "The harbour board said on Monday that the northern pier will be rebuilt before the winter storms arrive.",
    "Engineers had warned for years that the piles below the waterline were thinner than the drawings show.",
    "Fishing crews will move to the inner basin for the summer and pay no mooring fees while the work goes on.",
    "The contract went to a firm from the region, which promised to hire most of its hands in the town itself.",
    "A second pier, where the ferries land, is to be inspected in the autumn by divers and by a sonar boat.",
)
PROSE = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)


def html(
    head: str = "", body: str = f"<article><h1>A pier for the north</h1>{PROSE}</article>", attributes: str = ""
) -> str:
    """A page with this head and body."""
    return f"<!doctype html><html{attributes}><head>{head}</head><body>{body}</body></html>"


def article(markup: str | bytes, content_type: str = "text/html; charset=utf-8", **known: object) -> Article:
    """What the clean stage makes of a page, which must be an article."""
    page = Page(
        **{"key": URL, "url": URL, "raw_hash": "0" * 64, "content_type": content_type, "fetched_at": NOW, **known}
    )  # type: ignore[arg-type]
    made = clean.clean(page, markup.encode() if isinstance(markup, str) else markup)
    assert isinstance(made, Article), made
    return made
