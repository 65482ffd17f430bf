"""The text: rules first, fall-backs where they leave too little, and the selections behind both."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml.etree import XPath
from lxml.html import HtmlElement, document_fromstring
from trafilatura import xpaths

from newsledger.clean import decode, selections, text
from tests.clean.pages import PROSE, SENTENCES, article, html

FURNITURE = '<nav><a href="/">Home</a></nav>{}<aside>Most read today</aside><footer>All rights reserved</footer>'


def made(page: str, body: str | None = None) -> str:
    def tree() -> HtmlElement:
        parsed = decode.tree(page)
        assert parsed is not None
        return parsed

    return text.extract(tree(), body, tree).text


def test_paragraphs_without_the_furniture() -> None:
    page = html("", FURNITURE.format(f"<article><h1>A pier</h1>{PROSE}</article>"))
    assert made(page).split("\n") == ["A pier", *SENTENCES]


def test_comments_are_left_out() -> None:
    comments = (
        '<div id="comments"><p>I have never read such a thing about our harbour, said a reader of the page.</p></div>'
    )
    assert "never read" not in made(html("", f"<article><h1>A pier</h1>{PROSE}{comments}</article>"))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A line for each time the fall-backs were asked."""
    asked: list[str] = []
    full: Callable[[HtmlElement], str] = text._with_fall_backs
    monkeypatch.setattr(text, "_with_fall_backs", lambda tree: asked.append("asked") or full(tree))
    return asked


def test_a_good_result_asks_no_fall_back(asked: list[str]) -> None:
    made(html("", f"<article><h1>A pier</h1>{PROSE}</article>"))
    assert not asked


def test_little_of_a_page_is_not_taken_for_all_of_it(asked: list[str]) -> None:
    # the rules take the box that is called so for the article; most of it stands in boxes without a name
    box = f'<div class="article-body"><p>{SENTENCES[3]} {SENTENCES[4]}</p><p>{SENTENCES[2]}</p></div>'
    rest = "".join(
        f"<p>{sentence.replace('The', f'In part {part} the')}</p>" for part in range(9) for sentence in SENTENCES
    )
    assert "In part 8 the contract" in made(html("", f"<div>{box}</div><div>{rest}</div>"))
    assert asked


def test_a_text_far_shorter_than_the_articles_own_body_is_replaced_by_it(asked: list[str]) -> None:
    body = " ".join(SENTENCES) * 2
    node = json.dumps({"@type": "NewsArticle", "articleBody": body})
    head = f'<script type="application/ld+json">{node}</script>'
    assert article(html(head, f"<article><h1>A pier</h1><p>{SENTENCES[0]}</p></article>")).text == body
    assert asked


def test_text_is_nfc_and_has_plain_newlines() -> None:
    found = made(html("", f"<article><h1>A cafe\u0301</h1>\r\n{PROSE}</article>"))
    assert found.startswith("A caf\u00e9\n")
    assert "\r" not in found


RE = {"re": "http://exslt.org/regular-expressions"}
EXPRESSIONS = (
    ".//*[self::div or self::p][@id='a' or contains(@class, 'foot') or starts-with(@role, 'nav')]",
    ".//*[re:test(@id|@class, '^share') or @aria-hidden='true' or contains(translate(@style, 'N', 'n'), 'none')]",
    ".//*[self::div or self::section][re:test(@class, 'MORE', 'i')][not(.//h1) or re:test(@id, '^k(?:eep)?$')]",
    "(.//*[self::div or self::main][@class='story' or re:test(@id, 'body|main')])[1]",
    ".//*[self::section or self::p][@data-x and not(@id)]",
)
MARKUP = """<div id=a>
<p class="x footer">1</p><p role=navigation>2</p><p id=share-it class=no>3</p><p class=no id=share>4</p>
<p class="share" id="no">5</p><p aria-hidden=true>6</p><p style="display:None">7</p><section class=more><h1>8</h1></section>
<section class=more>9</section><div class=More id=k><h1>10</h1></div><main id=mainly>11</main><div class=story>12</div>
<section data-x=1>13</section><section data-x="">14</section><p data-x=1 id=q>15</p><p>16</p></div>"""


@pytest.mark.parametrize("path", EXPRESSIONS)
def test_a_translated_selection_selects_the_same(path: str) -> None:
    tree, expression = document_fromstring(MARKUP), XPath(path, namespaces=RE)
    found = expression(tree)
    assert found
    assert selections.quick(expression)(tree) == found


def test_what_cannot_be_translated_is_refused() -> None:
    for path in ("//article", ".//p/a[@x='1']", ".//*[position()=1]", ".//*[count(@x)=1]"):
        with pytest.raises(ValueError, match=r"translate|single step"):
            selections.quick(XPath(path, namespaces=RE))


TRANSLATED = (
    "OVERALL_DISCARD_XPATH",
    "TEASER_DISCARD_XPATH",
    "DISCARD_IMAGE_ELEMENTS",
    "REMOVE_COMMENTS_AND_LISTS_XPATH",
)


@pytest.fixture(scope="module")
def untouched() -> dict[str, list[XPath]]:
    """A second copy of the library's module, its expressions as they were."""
    names: dict[str, list[XPath]] = {}
    exec(Path(xpaths.__file__).read_text("utf-8"), names)
    return names


@pytest.mark.parametrize("name", TRANSLATED)
def test_the_librarys_own_selections_are_translated(name: str, untouched: dict[str, list[XPath]]) -> None:
    more = "<div class='teaser caption newsletter'>x</div><ul id=comments><li>y</li></ul><p class=hide-print>z</p>"
    page = document_fromstring(html("", FURNITURE.format(MARKUP + more)))
    for original, selection in zip(untouched[name], getattr(xpaths, name), strict=True):
        assert not isinstance(selection, XPath)
        assert selection(page) == original(page) != []


def test_they_select_the_same_on_pages_of_others(shared: Path, untouched: dict[str, list[XPath]]) -> None:
    files = sorted((shared / "corpus" / "pages").glob("*/pages/*.html.gz"))[::60]
    for file in files:
        page = decode.tree(decode.decode(gzip.decompress(file.read_bytes()), None))
        for name in TRANSLATED if page is not None else ():
            for original, selection in zip(untouched[name], getattr(xpaths, name), strict=True):
                assert selection(page) == original(page), (file.name, name)
