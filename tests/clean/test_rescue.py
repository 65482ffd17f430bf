"""A page that gives too little is rescued by its articleBody or by the feed, and the article says so."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from newsledger import clean
from newsledger.records import Failure, Page, Stamp
from tests.clean.pages import NOW, PROSE, SENTENCES, URL, article, html

FED = f"<p>{SENTENCES[0]}</p><p>{SENTENCES[1]}</p><p>{SENTENCES[2]}</p><p>{SENTENCES[3]}</p>"
STUB = f"<article><h1>A pier</h1><p>{SENTENCES[0]}</p><p>Subscribe to continue reading.</p></article>"
ERROR = html("<title>404 - Times</title><meta name='author' content='The Webmaster'>", "<h1>Page not found</h1>")
WALL = html(
    "<title>Before you continue</title>",
    "<p>We and our partners use cookies.</p><p>You can withdraw your consent.</p><p>Our partners see your data.</p>",
)


def linked(**node: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle"} | node)}</script>'


@pytest.mark.parametrize(
    "page",
    [
        html(linked(isAccessibleForFree=False), STUB),
        html("<title>A pier</title>", "<div></div>"),  # filled in by a script
        html("<title>A pier</title>", "<p>Please enable JavaScript.</p>"),
        html("", f"<article><h1>A pier</h1><p>{SENTENCES[0]}</p></article>"),  # less than half of it
        ERROR,
        WALL,
    ],
)
def test_the_feeds_own_content_takes_the_place_of_what_is_no_article(page: str) -> None:
    made = article(page, feed_content=FED, feed_title="A pier for the north")
    assert (made.text.split("\n"), made.text_origin) == (list(SENTENCES[:4]), "feed")


def test_a_wall_says_nothing_of_the_article_behind_it() -> None:
    stamp = Stamp(datetime(2026, 3, 3, tzinfo=UTC), NOW.date(), "second", "feed")
    made = article(ERROR, feed_content=FED, feed_title="A pier for the north", published=stamp)
    assert (made.title, made.authors, made.published) == ("A pier for the north", (), stamp)


@pytest.mark.parametrize("body", [STUB, "<h1>A pier</h1>"])
def test_the_pages_own_article_body_comes_first(body: str) -> None:
    whole = " ".join(SENTENCES) + " " + " ".join(SENTENCES)
    made = article(html(linked(isAccessibleForFree=False, articleBody=whole), body), feed_content=FED)
    assert (made.text, made.text_origin) == (whole, "jsonld")


def test_a_page_that_gives_the_article_is_left_alone() -> None:
    made = article(html("", f"<article><h1>A pier</h1>{PROSE}</article>"), feed_content=FED)
    assert (made.text_origin, SENTENCES[4] in made.text) == ("page", True)


@pytest.mark.parametrize(
    "content",
    [
        None,
        f"<p>{SENTENCES[0]}</p>",  # a summary
        f"{FED}<p>Continue reading at the Times</p>",
        f"{FED[:-4]} \u2026</p>",
    ],
)
def test_a_summary_rescues_nothing(content: str | None) -> None:
    page = Page(URL, URL, "0" * 64, "text/html", feed_content=content)
    made = clean.clean(page, html(linked(isAccessibleForFree=False), STUB).encode())
    assert isinstance(made, Failure)
    assert made.reason == "paywall_stub"


def test_a_live_blog_is_none_whatever_stands_behind_it() -> None:
    node = linked(**{"@type": "LiveBlogPosting", "articleBody": " ".join(SENTENCES)})
    made = clean.clean(Page(URL, URL, "0" * 64, "text/html", feed_content=FED), html(node, PROSE).encode())
    assert isinstance(made, Failure)
    assert made.reason == "live_blog"


def test_content_without_paragraphs_is_taken_as_it_is() -> None:
    plain = " ".join(SENTENCES)
    assert article(ERROR, feed_content=plain).text == plain


def test_paragraphs_of_the_article_body_stay_and_its_markup_goes() -> None:
    body = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    made = clean.clean(
        Page(URL, URL, "0" * 64, content_type="text/html"), html(linked(articleBody=body), STUB).encode()
    )
    assert not isinstance(made, Failure)
    assert made.text_origin == "jsonld"
    assert made.text.split("\n") == list(SENTENCES)
