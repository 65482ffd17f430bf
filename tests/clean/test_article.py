"""Failures, the canonical address, the language, and the line that the command prints."""

from __future__ import annotations

import pytest

from newsledger import clean
from newsledger.records import Failure, Page
from tests.clean.pages import PROSE, SENTENCES, URL, article, html


def failure(body: bytes, content_type: str = "text/html") -> str:
    made = clean.clean(Page(URL, URL, "0" * 64, content_type, source="times"), body)
    assert isinstance(made, Failure)
    assert (made.stage, made.key, made.raw_hash, made.source) == ("clean", URL, "0" * 64, "times")
    return made.reason


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"%PDF-1.7", "not_html"),
        (b"\x89PNG\r\n", "not_html"),
        (b"", "not_html"),
        (b'{"items": []}', "not_html"),
        (html("<title>Empty</title>", "<div></div>").encode(), "no_text"),
        (html("", "<article><p>Only a caption here.</p></article>").encode(), "too_short"),
    ],
)
def test_what_is_no_article_says_why(body: bytes, reason: str) -> None:
    assert failure(body) == reason


def test_a_text_without_spaces_is_counted_in_letters() -> None:
    sentence = "港の理事会は月曜日、北の桟橋を冬の嵐の前に再建すると発表した。"
    assert sentence in article(html("", f"<article><p>{sentence * 4}</p></article>")).text


@pytest.mark.parametrize(
    ("canonical", "url"),
    [
        ("https://times.example/2026/the-harbour", "https://times.example/2026/the-harbour"),
        ("/2026/the-harbour?utm_source=feed", "https://times.example/2026/the-harbour"),
        ("//times.example/2026/the-harbour", "https://times.example/2026/the-harbour"),
        ("https://other.example/2026/the-harbour", URL),  # another site's
        ("https://times.example/", URL),  # the same for every page
        ("javascript:void(0)", URL),
        ("", URL),
    ],
)
def test_a_canonical_link_is_believed_on_its_own_site(canonical: str, url: str) -> None:
    assert article(html(f'<link rel="canonical" href="{canonical}">', PROSE)).url == url


def test_language_is_detected_in_a_text_and_declared_for_a_short_one() -> None:
    assert article(html("", PROSE, ' lang="fr"')).language == "en"
    short = f"<article><p>{SENTENCES[0]}</p></article>"
    assert article(html("", short, ' lang="de-AT"')).language == "de"
    assert article(html("", short), language="sv").language == "sv"


def test_the_line_says_what_was_found_or_why_not() -> None:
    made = clean.line("a", article(html('<meta name="date" content="2026-03-03">', f"<h1>A pier</h1>{PROSE}")))
    assert (
        made.items()
        >= {"id": "a", "url": URL, "published": "2026-03-03", "date": "2026-03-03", "failure": None}.items()
    )
    assert clean.line("b", Failure("clean", URL, "no_text"))["failure"] == "no_text"
