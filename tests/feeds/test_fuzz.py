"""Hostile and damaged feeds: an answer in bounded time, never an exception, never the network, never an expansion."""

from __future__ import annotations

import json
import random
import socket
import time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from newsledger.feeds import ParsedFeed, discover, parse
from newsledger.records import Failure
from newsledger.urls import is_http

URL = "https://news.test/feeds/all"

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Harbour Gazette</title>
<link>https://news.test/</link><language>en-GB</language><ttl>30</ttl><skipHours><hour>3</hour></skipHours>
<atom:link href="https://news.test/feeds/all" rel="self"/>
<item><title>Quay &amp; Sons buys two ferries</title>
<link>https://news.test/1?utm_source=rss</link><dc:creator>Mara Lind</dc:creator>
<guid isPermaLink="false">hg-1</guid><pubDate>Mon, 05 Jan 2026 08:30:00 +0100</pubDate>
<description><![CDATA[<p>The <a href="/quay">yard</a> paid €4m.</p>]]></description></item>
<item><title>Fog</title><guid>https://news.test/2</guid><pubDate>yesterday</pubDate>
<enclosure url="/a.mp3" length="1" type="audio/mpeg"/>
<content:encoded>&lt;b&gt;Thick&lt;/b&gt;</content:encoded></item></channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://news.test/">
<title type="html">T&amp;amp;T</title>
<id>urn:x:feed</id><updated>2026-01-05T08:00:00Z</updated><entry><id>urn:x:1</id><title>One</title><link href="one"/>
<author><name>Mara Lind</name></author><updated>2026-01-05T07:00:00Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
<p>Text</p></div></content></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="https://news.test/"><title>R</title></channel><item rdf:about="https://news.test/r"><title>r</title>
<link>https://news.test/r</link></item></rdf:RDF>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://news.test/s</loc><news:news><news:publication_date>2026-01-05</news:publication_date><news:title>S</news:title>
</news:news></url></urlset>"""
JSON = json.dumps({
    "version": "https://jsonfeed.org/version/1.1", "title": "J", "home_page_url": "https://news.test/",
    "items": [{"id": 1, "url": "/j", "title": "J", "content_html": "<p>x</p>", "date_published": "2026-01-05T08:00:00Z",
               "authors": [{"name": "Mara Lind"}], "attachments": [{"url": "https://news.test/a.mp3"}]}],
})  # fmt: skip
JSON_START = b'{"version":"https://jsonfeed.org/version/1.1","items":['
TEXTS = (RSS, ATOM, RDF, SITEMAP, JSON)
FEEDS = [text.encode(encoding) for text in TEXTS for encoding in ("utf-8", "utf-16")]
JUNK = [
    b"<", b">", b"&", b"]]>",
    b"<![CDATA[", b"<!--", b"-->", b"<item>", b"</item>", b"<entry>", b"</channel>", b"<?xml", b"\0", b"\xff\xfe",
    b"&nbsp;", b"&#0;", b"&#xD800;", b"&#x110000;", b"&x;", b"<!DOCTYPE rss [<!ENTITY x 'y'>]>", b"<guid>",
    b"<link>http://[</link>",
    b"<link href='//[' rel='alternate'/>", b"xml:base='http://['",
    b"<pubDate>99999999999</pubDate>", b"<ttl>1e9</ttl>", b"{", b"[", b'"',
    b"1e999", b"null", b"\\ud800", b"<html>", b"<loc>javascript:1</loc>", b"<skipHours>", b"<hour>7",
]  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A feed after a few accidents: cut, bytes changed, junk put in, a piece repeated or lost."""
    body = draw(st.sampled_from(FEEDS))
    for _ in range(draw(st.integers(1, 5))):
        kind = draw(st.sampled_from(["cut", "flip", "junk", "repeat", "drop"]))
        at = draw(st.integers(0, len(body)))
        end = min(len(body), at + draw(st.integers(1, 80)))
        if kind == "cut":
            body = body[:at]
        elif kind == "flip":
            body = body[:at] + draw(st.binary(min_size=1, max_size=3)) + body[at + 1 :]
        elif kind == "junk":
            body = body[:at] + draw(st.sampled_from(JUNK)) + body[at:]
        elif kind == "repeat":
            body = body[:at] + body[at:end] * draw(st.integers(2, 20)) + body[end:]
        else:
            body = body[:at] + body[end:]
    return body


def check(body: bytes) -> ParsedFeed | Failure:
    parsed = parse(body, URL, "application/xml")
    if isinstance(parsed, Failure):
        assert (parsed.stage, parsed.key, parsed.reason) == ("poll", URL, "not_a_feed")
        return parsed
    assert parsed.format
    for entry in parsed.entries:
        assert entry.identity
        assert entry.url is None or is_http(entry.url)
        assert entry.published.at is None or entry.published.at.utcoffset() is not None
    assert parsed.link is None or is_http(parsed.link)
    assert all(map(is_http, parsed.sitemaps))
    return parsed


@pytest.mark.parametrize("text", TEXTS)
def test_the_undamaged_feeds_read_alike_in_every_encoding(text: str) -> None:
    narrow, *wide = (check(text.encode(encoding)) for encoding in ("utf-8", "utf-16", "utf-16-be", "utf-32"))
    assert isinstance(narrow, ParsedFeed)
    assert narrow.entries
    for parsed in wide:
        assert isinstance(parsed, ParsedFeed)
        assert parsed.entries == narrow.entries


@settings(max_examples=400, deadline=2000, suppress_health_check=[HealthCheck.too_slow])
@given(damaged())
def test_damaged_feeds(body: bytes) -> None:
    check(body)


@settings(max_examples=200, deadline=2000)
@given(st.binary(max_size=400))
@example(b"\xfe\xff<\x00r\x00s\x00s")
def test_random_bytes(body: bytes) -> None:
    for start in (
        b"",
        b"<rss><channel><item>",
        b"<urlset><url><loc>",
        b'{"version":"https://jsonfeed.org/version/1","items":[',
    ):
        check(start + body)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["id", "url", "title", "name"]), inner),
    max_leaves=8,
)
_MEMBERS = [
    "id", "url", "external_url", "title", "summary", "content_html", "content_text", "date_published", "date_modified",
    "author", "authors", "attachments", "language", "home_page_url",
]  # fmt: skip


@settings(max_examples=100, deadline=2000)
@given(
    st.dictionaries(st.sampled_from(_MEMBERS), _VALUES),
    st.lists(st.dictionaries(st.sampled_from(_MEMBERS), _VALUES) | _VALUES),
)
def test_json_feeds_with_members_of_any_type(top: dict[str, object], items: list[object]) -> None:
    parsed = check(json.dumps({**top, "version": "https://jsonfeed.org/version/1.1", "items": items}).encode())
    assert isinstance(parsed, ParsedFeed)
    assert len(parsed.entries) == sum(isinstance(item, dict) for item in items)


def _nested(start: bytes, opened: bytes, closed: bytes, end: bytes, depth: int = 50_000) -> bytes:
    return start + opened * depth + closed * depth + end


LONGEST = 5.0  # seconds of CPU time; more than twice what the slowest takes
HEAD, TAIL = b'<rss version="2.0"><channel><title>T</title>', b"<item><title>t</title></item></channel></rss>"
LAUGHS = b"<!DOCTYPE rss [<!ENTITY a0 'laugh'>%s]>" % b"".join(
    b"<!ENTITY a%d '%s'>" % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12)
)
QUADRATIC = b"<!DOCTYPE rss [<!ENTITY a '%s'>]>" % (b"a" * 50_000)
PATHOLOGICAL = {
    "less-than signs": b"<" * 500_000,
    "less-than signs in a feed": HEAD + b"<" * 500_000,
    "ampersands": HEAD + b"&" * 500_000,
    "open quotes": HEAD + b"<a b='" * 75_000,
    "comments never closed": HEAD + b"<!--" * 100_000,
    "sections never closed": HEAD + b"<item><title><![CDATA[" * 40_000,
    "declarations": b"<!" * 200_000 + HEAD + TAIL,
    "processing instructions": b"<?xml " * 75_000 + HEAD + TAIL,
    "white space": b" " * 2_000_000 + HEAD + TAIL,
    "white space in a title": HEAD + b"<item><title>" + b" " * 1_000_000 + b"x</title></item></channel></rss>",
    "many attributes": HEAD + b"<item " + b"".join(b"a%d='1' " % n for n in range(50_000)) + b"/></channel></rss>",
    "links in a body": HEAD + b"<item><description>" + b"&lt;a href=" * 50_000 + b"</description></item></channel></rss>",
    "hours never closed": HEAD + b"<skipHours>" + b"<hour " * 50_000,
    "deep arrays": _nested(b"", b"[", b"]", b""),
    "deep arrays in a feed": _nested(JSON_START, b"[", b"]", b"]}"),
    "deep objects": _nested(b"", b'{"items":', b"}", b""),
    "a number of a million digits": JSON_START + b'{"id":' + b"9" * 1_000_000 + b"}]}",
    "deep elements": _nested(HEAD, b"<a>", b"</a>", TAIL),
    "deep markup in an entry": _nested(HEAD + b"<item><description>", b"<b>", b"</b>", b"</description></item>" + TAIL),
    "deep namespaces": _nested(HEAD, b"<a xmlns='b'>", b"</a>", TAIL, 20_000),
    "deep sitemap": _nested(b"<urlset><url>", b"<loc>", b"</loc>", b"</url></urlset>"),
    "billion laughs": LAUGHS + HEAD + b"<item><title>&a11;</title></item>" + TAIL,
    "billion laughs in a sitemap": LAUGHS + b"<urlset><url><loc>https://news.test/&a11;</loc></url></urlset>",
    "one long entity": QUADRATIC + HEAD + b"<item><title>" + b"&a;" * 20_000 + b"</title></item>" + TAIL,
}  # fmt: skip


@pytest.mark.parametrize("name", PATHOLOGICAL)
def test_pathological_bodies_cost_little(name: str) -> None:
    started = time.process_time()
    parsed = check(PATHOLOGICAL[name])
    assert time.process_time() - started < LONGEST
    if isinstance(parsed, ParsedFeed):
        assert len(repr(parsed)) < 10_000_000


@pytest.mark.filterwarnings("ignore::bs4.XMLParsedAsHTMLWarning")
@pytest.mark.parametrize("name", PATHOLOGICAL)
def test_pathological_pages_cost_discovery_little(name: str) -> None:
    started = time.process_time()
    discover(PATHOLOGICAL[name], URL)
    assert time.process_time() - started < LONGEST


ITEM = '<rss version="2.0"><channel><item><title>[&x;]</title></item></channel></rss>'
SECRET = "not to be read by any feed"


@pytest.mark.parametrize(
    "document",
    [
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "{target}">]>' + ITEM,
        '<!DOCTYPE rss SYSTEM "{target}">' + ITEM,
        '<!DOCTYPE rss [<!ENTITY % x SYSTEM "{target}"> %x;]>' + ITEM,
        '<!DOCTYPE u [<!ENTITY x SYSTEM "{target}">]><urlset><url><loc>https://news.test/&x;</loc></url></urlset>',
        ITEM.replace("&x;", '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{target}" parse="text"/>'),
        '<?xml-stylesheet href="{target}"?>' + ITEM,
        "{target}",
    ],
)
@pytest.mark.parametrize("scheme", ["file", "http"])
def test_nothing_outside_the_body_is_read(
    document: str, scheme: str, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = tmp_path_factory.mktemp("secret") / "x"
    secret.write_text(SECRET, encoding="utf-8")
    monkeypatch.setattr(socket.socket, "connect", _no_network)
    monkeypatch.setattr(socket, "getaddrinfo", _no_network)
    target = secret.as_uri() if scheme == "file" else "http://127.0.0.1:9/x"
    assert SECRET not in repr(check(document.replace("{target}", target).encode()))


def _no_network(*given: object) -> None:
    pytest.fail(f"asked for the network: {given}")


def test_a_megabyte_of_noise() -> None:
    noise = random.Random(7).randbytes(1_000_000)
    for start in (b"", HEAD + b"<item><title>", b"<urlset><url><loc>", b'{"a":"'):
        started = time.process_time()
        check(start + noise)
        assert time.process_time() - started < 5
