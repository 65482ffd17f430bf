"""What is no article gets its reason code, and what only speaks of such things stays an article."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from newsledger import clean
from newsledger.records import Article, Failure, Page
from tests.clean.pages import NOW, PROSE, SENTENCES, URL, article, html


def refused(markup: str, url: str = URL, **known: object) -> str:
    page = Page(key=url, url=url, raw_hash="0" * 64, content_type="text/html", fetched_at=NOW, **known)  # type: ignore[arg-type]
    made = clean.clean(page, markup.encode())
    assert isinstance(made, Failure), made
    return made.reason


def ld(**node: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle"} | node)}</script>'


WALL = "".join(
    f"<p>{sentence}</p>"
    for sentence in (
        "We and our 214 partners store and access information on your device.",
        "Your personal data may be processed to measure what you read and to choose advertising.",
        "You can change your choices at any time with the link at the foot of every page.",
        "Some partners rely on their legitimate interest, to which you may object.",
    )
)
OFFER = "<p>This article is for subscribers only. Already a subscriber? Log in to continue reading.</p>"
TEASERS = "".join(
    f'<article><h2><a href="/2026/{n}">The harbour story with the number {n}</a></h2>'
    f"<p>What happened on day {n} in the harbour, told in one short line.</p></article>"
    for n in range(12)
)
LIVE = "".join(
    f'<div class="post"><time>12:{n:02}</time><p>At minute {n} the next pile went in.</p></div>' for n in range(20)
)


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (html("<title>Before you continue</title>", f"<div><h1>Your privacy</h1>{WALL}</div>"), "consent_wall"),
        (
            html(
                "<title>Times</title>",
                "<div><p>Wir und unsere 180 Partner verwenden Cookies und ähnliche Techniken auf diesem Gerät.</p>"
                "<p>Ihre Einwilligung können Sie jederzeit im Fuß der Seite widerrufen.</p>"
                "<p>Wenn Sie alle akzeptieren, geht es sofort zu den Nachrichten weiter.</p></div>",
            ),
            "consent_wall",
        ),
        (
            html(ld(isAccessibleForFree=False), f"<article><h1>A pier</h1><p>{SENTENCES[0]}</p>{OFFER}</article>"),
            "paywall_stub",
        ),
        (
            html(
                ld(hasPart={"@type": "WebPageElement", "isAccessibleForFree": "False"}),
                f"<article><h1>A pier</h1><p>{SENTENCES[0]} {SENTENCES[1]}</p></article>"
                '<div class="offer">Subscribe now to continue reading</div>',
            ),
            "paywall_stub",
        ),
        (
            html("", f"<article><h1>A pier</h1><p>{SENTENCES[0]}</p><p>Jetzt abonnieren und weiterlesen</p></article>"),
            "paywall_stub",
        ),
        (html("<title>Harbour news | Times</title>", f"<main>{TEASERS}</main>"), "index_page"),
        (
            html(
                ld(**{"@type": "CollectionPage"}),
                f"<h1>Harbour</h1><p>{SENTENCES[0]} {SENTENCES[1]}</p><p>{SENTENCES[2]}</p>",
            ),
            "index_page",
        ),
        (html("<title>404 | Times</title>", f"<h1>Oops</h1><p>{SENTENCES[0]}</p>"), "error_page"),
        (html("<title>Page not found - Times</title>", f"<p>{SENTENCES[0]}</p>"), "error_page"),
        (html("<title>Times</title>", f"<h1>Seite nicht gefunden</h1><p>{SENTENCES[0]}</p>"), "error_page"),
        (html("<title>Just a moment...</title>", f"<p>{SENTENCES[0]}</p>"), "error_page"),
        (html("<title>times.example</title>", "<p>Please enable JS and disable any ad blocker</p>"), "error_page"),
        (
            html(
                "<title>Times</title>",
                "<noscript><p>You need to enable JavaScript to run this app.</p>"
                "<p>Then load this page once more.</p></noscript>",
            ),
            "error_page",
        ),
        (html(ld(**{"@type": "LiveBlogPosting"}), f"<h1>The pier, live</h1>{PROSE}{LIVE}"), "live_blog"),
        (
            html("", f'<div itemscope itemtype="https://schema.org/LiveBlogPosting"><h1>Live</h1>{PROSE}</div>'),
            "live_blog",
        ),
    ],
)
def test_every_reason_has_its_page(page: str, reason: str) -> None:
    assert refused(page) == reason


def paragraphs(*sentences: str) -> str:
    return "".join(f"<p>{sentence}</p>" for sentence in sentences)


NEAR = {
    "about cookie consent": html(
        "<title>Cookie banners break the law, says court</title>",
        "<h1>Cookie banners break the law, says court</h1>"
        + paragraphs(
            "Banners that offer only one button break the law, the district court of the harbour town ruled on Monday.",
            "The judges said that readers must be able to refuse cookies as easily as they accept them.",
            "A publisher of three local papers had hidden the refusal behind four menus and a slider.",
            "It must now pay a fine and show both buttons in one size and in one colour on the first page.",
            "Your consent is not worth much if you cannot refuse it, said the lawyer of the consumers.",
            "The publisher announced that it would appeal before the end of the month.",
        )
        + '<div class="cookie-banner">We and our partners use cookies. <button>Accept all</button></div>',
    ),
    "about error 404": html(
        "<title>404 Not Found: how a number became a joke | Times</title>",
        f"<h1>404 Not Found: how a number became a joke</h1>{PROSE}{PROSE.replace('harbour', 'web')}",
    ),
    "that opens with a number": html(
        "<title>404 homes without power</title>", f"<h1>404 homes without power</h1>{PROSE}"
    ),
    "about paywalls": html(
        ld(isAccessibleForFree=True),
        "<h1>Papers tear their paywalls down</h1>"
        + paragraphs(
            *SENTENCES[:3], "Readers who were told to subscribe to continue reading had simply left.", *SENTENCES[3:]
        ),
    ),
    "marked as paid, and whole": html(
        ld(isAccessibleForFree=False), f"<article><h1>A pier</h1>{PROSE}{PROSE}</article>{OFFER}"
    ),
    "short, among many links": html(
        "<title>A pier</title>",
        f"<article><h1>A pier for the north</h1>{PROSE}</article><aside>{TEASERS.replace('article', 'div')}</aside>",
    ),
    "finished, minute by minute": html(
        ld(headline="How the pier was built, minute by minute"), f"<h1>How the pier was built</h1>{PROSE}{LIVE}"
    ),
    "beside a live blog": html(
        ld() + ld(**{"@type": "LiveBlogPosting", "url": "https://times.example/2026/live"}), f"<h1>A pier</h1>{PROSE}"
    ),
    "in a collection": html(
        ld() + ld(**{"@type": "CollectionPage"}), f"<article><h1>A pier for the north</h1>{PROSE}</article>"
    ),
    "in brief, about a telephone company's prices": html(
        "",
        f"<article><h1>A price falls</h1>{paragraphs(*SENTENCES[:2])}"
        "<p>The price falls in May for subscribers with two lines.</p></article>",
    ),
    "that ends in a newsletter's offer": html(
        "", f"<article><h1>A pier</h1>{PROSE}<p>Subscribe to the letter to continue to read such news.</p></article>"
    ),
}


@pytest.mark.parametrize("case", NEAR)
def test_a_near_miss_stays_an_article(case: str) -> None:
    assert len(article(NEAR[case]).text.split()) > 40


def test_a_page_of_too_many_bytes_is_not_read() -> None:
    page = Page(URL, URL, "0" * 64, "text/html")
    assert isinstance(clean.clean(page, html().encode(), 10**6), Article)
    made = clean.clean(page, html().encode(), 100)
    assert isinstance(made, Failure)
    assert made.reason == "too_large"


def test_articles_of_others_are_hardly_ever_refused(shared: Path) -> None:
    files = sorted((shared / "corpus" / "pages").glob("*/pages/*.html.gz"))[::12]
    reasons = []
    for file in files:
        made = clean.clean(Page(URL, URL, "0" * 64, "text/html"), gzip.decompress(file.read_bytes()))
        if isinstance(made, Failure):
            reasons.append((file.name, made.reason, made.detail))
    assert len(reasons) <= 0.01 * len(files), reasons
