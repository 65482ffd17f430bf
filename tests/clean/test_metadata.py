"""Titles and authors: what a page says of itself, in JSON-LD, in meta elements and on its face."""

from __future__ import annotations

import json

import pytest
from lxml.html import fromstring

from newsledger.clean import byline, jsonld
from tests.clean.pages import PROSE, article, html


def ld(*nodes: object) -> str:
    return (
        f'<script type="application/ld+json">{json.dumps(nodes[0] if len(nodes) == 1 else {"@graph": nodes})}</script>'
    )


def meta(**contents: str) -> str:
    return "".join(f'<meta property="og:{name}" content="{content}">' for name, content in contents.items())


def authors(head: str, line: str = "") -> tuple[str, ...]:
    return article(html(head, f"<article><h1>A pier for the north</h1>{line}{PROSE}</article>")).authors


def test_people_of_json_ld_come_first() -> None:
    node = {
        "@type": "NewsArticle",
        "author": [{"@type": "Person", "name": "Ada Brisco"}, {"@type": "Organization", "name": "Wire"}],
    }
    assert authors(ld(node) + '<meta name="author" content="Somebody Else">') == ("Ada Brisco",)


def test_an_author_that_is_only_an_id_is_looked_up() -> None:
    person = {"@type": "Person", "@id": "https://times.example/#ada", "name": "Ada Brisco"}
    assert authors(ld({"@type": "NewsArticle", "author": {"@id": "https://times.example/#ada"}}, person)) == (
        "Ada Brisco",
    )


def test_the_site_signs_only_where_nobody_else_does() -> None:
    head = meta(site_name="Loopback Times") + '<meta name="author" content="Loopback Times">'
    assert authors(head, '<p class="byline">By Ada Brisco</p>') == ("Ada Brisco",)
    assert authors(head) == ("Loopback Times",)


@pytest.mark.parametrize(
    "broken", ['{"@type": "NewsArticle", "author":', "[" * 5000, '{"@type": 5, "author": 7}', "null"]
)
def test_broken_json_ld_is_passed_over(broken: str) -> None:
    head = f'<script type="application/ld+json">{broken}</script><meta name="author" content="Ada Brisco">'
    assert authors(head) == ("Ada Brisco",)


def test_a_comma_behind_the_last_item_spoils_no_json_ld() -> None:
    node = '{"@type": "NewsArticle", "author": [{"@type": "Person", "name": "Ada Brisco"},],}'
    assert authors(f'<script type="application/ld+json">{node}</script>') == ("Ada Brisco",)


def test_a_comma_inside_a_string_stays_where_json_ld_is_mended() -> None:
    node = r'{"@type": "NewsArticle", "author": "Ada \"[x, ]\" Brisco", "headline": "Of [a, ]",}'
    (found,) = jsonld.nodes(fromstring(f'<p><script type="application/ld+json">{node}</script></p>'))
    assert (found["author"], found["headline"]) == ('Ada "[x, ]" Brisco', "Of [a, ]")


def test_a_byline_is_found_beside_the_heading_and_not_in_a_comment() -> None:
    comment = '<div class="comments"><p class="author">By A Reader</p></div>'
    page = html(
        "", f'<article><h1>A pier</h1>{PROSE}{comment}</article><footer><p class="author">By The Footer</p></footer>'
    )
    assert article(page).authors == ()
    assert article(page.replace("</h1>", '</h1><span class="post-author">Von Ada Brisco</span>')).authors == (
        "Ada Brisco",
    )


def test_a_link_to_a_profile_is_a_byline() -> None:
    assert authors("", '<a href="/authors/ada-brisco">Ada Brisco</a>') == ("Ada Brisco",)


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("By Ada Brisco", ("Ada Brisco",)),
        ("Von Jörg Müller und Ida Klee", ("Jörg Müller", "Ida Klee")),
        ("Written by Ada Brisco, Sam Adeyemi &amp; Li Wei", ("Ada Brisco", "Sam Adeyemi", "Li Wei")),
        ("Ada Brisco • March 3, 2026", ("Ada Brisco",)),
        ("Ada Brisco Mar 3, 2026", ("Ada Brisco",)),
        ("Von Tomas Spann am 21. April 2020", ("Tomas Spann",)),
        ("Ada Brisco Senior Reporter", ("Ada Brisco",)),
        ("Ada Brisco, PhD", ("Ada Brisco",)),
        ("View all posts by Ada Brisco", ("Ada Brisco",)),
        ("Par Émile Laurent", ("Émile Laurent",)),
        ("Ada Brisco; Ada Brisco", ("Ada Brisco",)),
        ("https://times.example/ada", ()),
        ("@adabrisco", ()),
        ("admin", ()),
        ("Updated", ()),
        ("262588213", ()),
    ],
)
def test_bylines_are_cut_down_to_names(printed: str, names: tuple[str, ...]) -> None:
    assert byline.names([printed]) == names


def title(head: str, body: str) -> str | None:
    return article(html(head, f"<article>{body}{PROSE}</article>")).title


def test_the_heading_closest_to_the_pages_name_is_the_title() -> None:
    head = "<title>Pier for the north to be rebuilt | Loopback Times</title>"
    headings = "<h1>Loopback Times</h1><h1>Latest news</h1><h1>The north pier is to be rebuilt</h1>"
    assert title(head, headings) == "The north pier is to be rebuilt"


def test_the_sites_own_name_is_no_title() -> None:
    assert (
        title("<title>A pier for the north | Loopback Times</title>", "<h1>Loopback Times</h1>")
        == "A pier for the north"
    )
    assert title(meta(title="A pier - Loopback Times", site_name="Loopback Times"), "") == "A pier"


def test_a_long_name_of_the_site_over_the_page_is_no_title_either() -> None:
    name = "The Loopback Morning Times"
    assert (
        title(f"<title>Ferries stop for the whole winter | {name}</title>", f"<h1>{name}</h1>")
        == "Ferries stop for the whole winter"
    )


def test_a_dash_in_a_headline_stays() -> None:
    headline = "Ferries stop – what now for the islands?"
    assert title(meta(title=headline) + f"<title>{headline} | Times</title>", "") == headline


def test_styles_and_soft_hyphens_are_not_in_a_title() -> None:
    assert (
        title("<title>Hafenausbau</title>", "<h1><style>.a{color:red}</style>Hafen\u00adausbau</h1>") == "Hafenausbau"
    )


def test_the_feeds_title_stands_in_for_none() -> None:
    assert article(html("", PROSE), feed_title="From the feed").title == "From the feed"
