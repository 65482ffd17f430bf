"""Section, tags, image, publisher and paywall mark, each null or empty where the page says nothing."""

from __future__ import annotations

import json

import pytest

from newsledger.records import Extras
from tests.clean.pages import PROSE, article, html


def extras(*nodes: dict[str, object], head: str = "") -> Extras:
    script = f'<script type="application/ld+json">{json.dumps({"@graph": nodes})}</script>' if nodes else ""
    return article(html(script + head, f"<h1>A pier</h1>{PROSE}")).extras


def test_a_page_that_says_nothing() -> None:
    assert extras() == Extras()


def test_json_ld_comes_first() -> None:
    node = {
        "@type": "NewsArticle",
        "articleSection": ["Harbour", "News"],
        "keywords": "pier, storms ,, pier",
        "image": [{"@type": "ImageObject", "url": "/img/pier.jpg"}],
        "publisher": {"@id": "#times"},
        "isAccessibleForFree": True,
    }
    head = '<meta property="og:image" content="https://times.example/other.jpg"><meta name="keywords" content="other">'
    site = {"@type": "NewsMediaOrganization", "@id": "#times", "name": "Loopback Times"}
    found = extras(node, site, head=head)
    assert found == Extras("Harbour", ("pier", "storms"), "https://times.example/img/pier.jpg", "Loopback Times", True)


def test_meta_elements_where_there_is_no_json_ld() -> None:
    head = (
        '<meta property="article:section" content="Harbour"><meta property="article:tag" content="pier">'
        '<meta property="article:tag" content="storms"><meta property="og:image" content="//img.example/pier.jpg">'
        '<meta property="og:site_name" content="Loopback Times">'
    )
    assert extras(head=head) == Extras("Harbour", ("pier", "storms"), "https://img.example/pier.jpg", "Loopback Times")


@pytest.mark.parametrize(
    ("node", "is_free"),
    [
        ({"isAccessibleForFree": False}, False),
        ({"isAccessibleForFree": "False"}, False),
        ({"isAccessibleForFree": "https://schema.org/True"}, True),
        ({"isAccessibleForFree": True, "hasPart": {"isAccessibleForFree": False, "cssSelector": ".paid"}}, False),
        ({"isAccessibleForFree": "perhaps"}, None),
        ({"isAccessibleForFree": None, "hasPart": ["x"]}, None),
        ({}, None),
    ],
)
def test_the_paywall_mark_is_what_is_stated(node: dict[str, object], is_free: bool | None) -> None:
    assert extras({"@type": "NewsArticle", **node}).is_free is is_free


@pytest.mark.parametrize("image", [7, {"url": None}, "http://[broken", "data:image/png;base64,AAAA"])
def test_what_is_no_address_is_no_image(image: object) -> None:
    assert extras({"@type": "NewsArticle", "image": image}).image is None
