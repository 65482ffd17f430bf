import io
import json
import pickle
import time
from typing import Any
from xml.sax.handler import ContentHandler, feature_namespaces

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsledger.feeds import ParsedEntry, ParsedFeed, parse
from newsledger.records import Failure

URL = "https://news.test/feeds/main.xml"


def feed(body: str | bytes, content_type: str | None = None) -> ParsedFeed:
    parsed = parse(body.encode() if isinstance(body, str) else body, URL, content_type)
    assert isinstance(parsed, ParsedFeed), parsed
    return parsed


def rss(items: str, channel: str = "<title>Ledger Daily</title>", namespaces: str = "") -> str:
    return f'<rss version="2.0" {namespaces}><channel>{channel}{items}</channel></rss>'


def item(inner: str, namespaces: str = "") -> ParsedEntry:
    return feed(rss(f"<item>{inner}</item>", namespaces=namespaces)).entries[0]


def test_rss() -> None:
    parsed = feed(
        rss(
            """<item><title>Aldermoor &lt;b&gt;buys&lt;/b&gt; Tessel</title><link>/a/1</link>
            <guid isPermaLink="false">g1</guid>
            <pubDate>Tue, 04 Mar 2025 09:39:21 GMT</pubDate><author>desk@news.test (Ines Okafor)</author>
            <description>&lt;p&gt;See &lt;a href="/more"&gt;more&lt;/a&gt;&lt;/p&gt;</description></item>""",
            "<title>Ledger Daily</title><language>en-GB</language><ttl>45</ttl><link>https://news.test/</link>",
        )
    )
    assert (parsed.format, parsed.title, parsed.language, parsed.ttl) == ("rss20", "Ledger Daily", "en-GB", 45)
    (entry,) = parsed.entries
    assert (entry.identity, entry.url, entry.title) == ("g1", "https://news.test/a/1", "Aldermoor buys Tessel")
    assert (entry.authors, entry.date_source) == (("Ines Okafor",), "published")
    assert entry.summary == '<p>See <a href="https://news.test/more">more</a></p>'
    assert entry.published.at is not None
    assert entry.published.at.isoformat() == "2025-03-04T09:39:21+00:00"


def test_atom_prefers_published_and_keeps_updated() -> None:
    parsed = feed(
        """<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><id>urn:x:1</id><title>A &lt;B&gt; C</title>
        <link rel="enclosure" href="https://news.test/a.mp3"/><link href="https://news.test/a"/>
        <published>2025-03-04T09:00:00Z</published><updated>2025-03-05T09:00:00Z</updated>
        <content type="html">&lt;p&gt;Body&lt;/p&gt;</content></entry></feed>"""
    )
    (entry,) = parsed.entries
    assert (parsed.format, entry.url, entry.title) == ("atom10", "https://news.test/a", "A <B> C")
    assert (entry.content, entry.summary) == ("<p>Body</p>", None)
    assert entry.published.day != entry.updated.day


def test_rdf() -> None:
    parsed = feed(
        """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://news.test/"><title>T</title></channel>
        <item rdf:about="https://news.test/r1"><title>One</title><link>https://news.test/r1</link>
        <dc:date>2025-03-04T09:00:00+01:00</dc:date><dc:creator>Ines Okafor</dc:creator></item></rdf:RDF>"""
    )
    assert parsed.format == "rdf"
    assert (parsed.entries[0].date_source, parsed.entries[0].authors) == ("updated", ("Ines Okafor",))


def test_json_feed() -> None:
    body = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "T",
        "items": [
            {"id": 7, "url": "/j", "title": "J", "content_html": "<p>x</p>", "date_published": "2025-03-04T09:00:00Z",
             "authors": [{"name": "Ines Okafor"}, "broken"]},
            "broken",
        ],
    }  # fmt: skip
    parsed = feed(json.dumps(body))
    assert parsed.format == "json11"
    (entry,) = parsed.entries
    assert (entry.identity, entry.url, entry.authors) == ("7", "https://news.test/j", ("Ines Okafor",))


def test_news_sitemap() -> None:
    parsed = feed(
        """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
        xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://news.test/s1</loc><news:news>
        <news:publication><news:name>Ledger Daily</news:name><news:language>en</news:language></news:publication>
        <news:publication_date>2025-03-04</news:publication_date><news:title>Sitemap story</news:title></news:news></url>
        <url><loc>https://news.test/broken"""
    )
    assert (parsed.format, parsed.title, parsed.language) == ("sitemap", "Ledger Daily", "en")
    first = parsed.entries[0]
    assert (first.url, first.title, first.published.precision) == ("https://news.test/s1", "Sitemap story", "day")


def test_sitemap_index_lists_its_members() -> None:
    parsed = feed("<sitemapindex><sitemap><loc>https://news.test/a.xml</loc></sitemap><!-- c --></sitemapindex>")
    assert (parsed.format, parsed.entries) == ("sitemapindex", ())
    assert [member.url for member in parsed.sitemaps] == ["https://news.test/a.xml"]


def test_broken_xml_keeps_the_entries_before_the_break() -> None:
    items = "".join(f"<item><guid>https://news.test/{n}</guid><title>N{n}</title></item>" for n in range(3))
    parsed = feed(rss(items)[: -len("/title></item></channel></rss>")] + "<\x00&&&")
    assert [entry.title for entry in parsed.entries][:2] == ["N0", "N1"]
    assert parsed.problem


def test_well_known_prefixes_need_no_declaration() -> None:
    link = '<atom:link rel="alternate" href="https://news.test/home"/>'
    parsed = feed(rss("<item><dc:creator>Ines Okafor</dc:creator><title>t</title></item>", link))
    assert (parsed.link, parsed.problem) == ("https://news.test/home", None)
    assert parsed.entries[0].authors == ("Ines Okafor",)
    declared = rss("<item><title>t</title></item>", link, 'xmlns:atom="http://www.w3.org/2005/Atom"')
    assert feed(declared).link == "https://news.test/home"


def test_an_empty_feed_is_a_feed() -> None:
    assert feed(rss("")).entries == ()


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \n", "empty"),
        (b"<!doctype html><html><body><item>x</item></body></html>", "HTML"),
        (b'{"version": "2", "items": []}', "json"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": [', "unreadable json"),
        (b"[" * 100_000, "unreadable json"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "neither XML feed"),
        (b"<opml><body/></opml>", "HTML"),
    ],
)
def test_what_is_no_feed(body: bytes, detail: str) -> None:
    parsed = parse(body, URL)
    assert isinstance(parsed, Failure)
    assert (parsed.stage, parsed.key, parsed.reason) == ("poll", URL, "not_a_feed")
    assert detail in parsed.detail


def test_a_home_page_given_for_a_feed_says_where_the_feed_is() -> None:
    page = b'<html><link rel="alternate" type="application/rss+xml" href="/rss"></html>'
    parsed = parse(page, URL)
    assert isinstance(parsed, Failure)
    assert "https://news.test/rss" in parsed.detail


@pytest.mark.parametrize(
    ("inner", "url"),
    [
        ("<guid>https://news.test/g</guid>", "https://news.test/g"),
        ("<guid>4711</guid>", None),
        ('<guid isPermaLink="false">https://news.test/g</guid>', None),
        ('<enclosure url="https://news.test/e.mp3" type="audio/mpeg" length="1"/>', "https://news.test/e.mp3"),
        ("<link>javascript:alert(1)</link>", None),
        ("<link> ../up?a=1&amp;b=2 </link>", "https://news.test/up?a=1&b=2"),
    ],
)
def test_where_an_entry_lives(inner: str, url: str | None) -> None:
    assert item(f"<title>t</title>{inner}").url == url


def test_feedburner_names_the_address_before_its_tracker() -> None:
    namespace = 'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
    inner = "<link>https://feeds.test/~r/1</link><feedburner:origLink>https://news.test/1</feedburner:origLink>"
    assert item(inner, namespace).url == "https://news.test/1"


def test_identity() -> None:
    parsed = feed(
        rss(
            """<item><guid isPermaLink="false">same</guid><link>https://news.test/1</link></item>
            <item><guid isPermaLink="false">same</guid><link>https://news.test/2</link></item>
            <item><guid isPermaLink="false">own</guid><link>https://news.test/3</link></item>
            <item><link>https://news.test/4?utm_source=rss</link></item>
            <item><title>only a title</title></item>"""
        )
    )
    identities = [entry.identity for entry in parsed.entries]
    assert identities[:4] == ["same https://news.test/1", "same https://news.test/2", "own", "https://news.test/4"]
    assert identities[4] == feed(rss("<item><title>only a title</title></item>")).entries[0].identity
    assert len(set(identities)) == 5


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("<![CDATA[Profit <i>up</i> &amp; away]]>", "Profit up & away"),
        ("AT&amp;amp;T gains", "AT&T gains"),
        ("Why 3 &lt; 5", "Why 3 < 5"),
        ("Two<![CDATA[<br>]]>lines\n  here", "Twolines here"),
    ],
)
def test_titles_are_plain_text(printed: str, title: str) -> None:
    assert item(f"<title>{printed}</title>").title == title


def test_the_second_date_serves_where_the_first_cannot_be_read() -> None:
    namespace = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    entry = item("<pubDate>soon</pubDate><dc:date>2025-03-04T09:00:00Z</dc:date>", namespace)
    assert (entry.date_source, entry.published.reason) == ("updated", None)
    assert item("<pubDate>soon</pubDate>").published.reason == "unreadable_date"
    assert item("<title>t</title>").published.reason == "no_date"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_the_bytes_say_their_encoding_not_the_header(encoding: str) -> None:
    name = encoding.removesuffix("-sig")
    body = f'<?xml version="1.0" encoding="{name}"?>' + rss("<item><title>Größe</title></item>")
    parsed = feed(body.encode(encoding), "text/html; charset=utf-8" if name != "utf-8" else "text/xml; charset=latin-1")
    assert parsed.entries[0].title == "Größe"


def test_the_header_serves_where_the_bytes_are_silent() -> None:
    body = rss("<item><title>Größe</title></item>").encode("iso-8859-15")
    assert feed(body, "application/rss+xml; charset=iso-8859-15").entries[0].title == "Größe"


def test_a_local_file_is_never_read(tmp_path: object) -> None:
    parsed = parse(b"/etc/hostname", URL)
    assert isinstance(parsed, Failure)


def test_entity_bombs_and_comment_floods_are_cheap() -> None:
    bomb = "<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
        f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(12)
    ) + "]>"  # fmt: skip
    started = time.process_time()
    parse((bomb + rss("<item><title>&m;</title></item>")).encode(), URL)
    parse(rss(f"<item><title><![CDATA[{'<!--' * 100_000}]]></title></item>").encode(), URL)
    assert time.process_time() - started < 5


def test_text_arrives_in_one_piece_and_a_flood_of_attributes_is_cut() -> None:
    from newsledger.feeds import expat

    pieces: list[str] = []
    attributes: list[int] = []

    class Handler(ContentHandler):
        def characters(self, content: str) -> None:
            pieces.append(content)

        def startElementNS(self, name: object, qname: object, attrs: Any) -> None:
            attributes.append(len(attrs))

    parser = expat.create_parser()
    parser.setFeature(feature_namespaces, True)
    parser.setContentHandler(Handler())
    flood = " ".join(f"a{number}='1'" for number in range(2 * expat.MOST_ATTRIBUTES))
    parser.parse(io.BytesIO(f"<a {flood}>one &amp; two\nthree</a>".encode()))
    assert (pieces, attributes) == (["one & two\nthree"], [expat.MOST_ATTRIBUTES])


def test_others_keep_their_parser_of_feedparser() -> None:
    before = feedparser.api.PREFERRED_XML_PARSERS
    assert feed(rss("<item><title>t</title></item>")).problem is None
    assert feedparser.api.PREFERRED_XML_PARSERS is before


@pytest.mark.parametrize("tag", ["a href", "img src", "blockquote cite", "video poster", "object data", "a  href "])
def test_relative_links_in_bodies_of_any_attribute_become_absolute(tag: str) -> None:
    entry = item(f"<title>t</title><description><![CDATA[<p><{tag}='../x'>]]></description>")
    assert entry.summary == f"<p><{tag}='https://news.test/x'>"
    kept = f"<p><{tag}='mailto:a'> {tag}='../x'"
    assert item(f"<title>t</title><description><![CDATA[{kept}]]></description>").summary == kept


def test_parsed_feeds_pickle() -> None:
    parsed = feed(rss("<item><title>t</title></item>"))
    assert pickle.loads(pickle.dumps(parsed)) == parsed


_PIECES = st.sampled_from(
    [b"<rss>", b"<item>", b"</item>", b"<title>", b"<![CDATA[", b"]]>", b"&#x110000;", b"&#55555555;", b"<feed>", b"<entry>",
     b"<link href='//['/>", b"<urlset><url><loc>", b"{", b'"items":[', b"\xff\xfe", b"\0", b"<!--", b"<?xml", b"http://[",
     b"<guid>", b"<pubDate>", b"2025", b"&", b"<rdf:RDF", b"xmlns='x'", b">"]
)  # fmt: skip


@settings(max_examples=300, deadline=2000)
@given(st.lists(_PIECES | st.binary(max_size=6), max_size=25).map(b"".join))
def test_parse_never_raises(body: bytes) -> None:
    assert isinstance(parse(body, URL, "text/xml; charset=x-nope"), ParsedFeed | Failure)
    assert isinstance(parse(b"<rss version='2.0'><channel><item>" + body, URL), ParsedFeed | Failure)


@pytest.mark.parametrize("element", ["title", "media:title", "dc:title", "itunes:title"])
def test_a_title_may_stand_in_a_module(element: str) -> None:
    namespaces = (
        'xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    )
    assert item(f"<{element}>Aldermoor buys Tessel</{element}>", namespaces).title == "Aldermoor buys Tessel"


@pytest.mark.parametrize("reference", ["&#xD800;", "&#xdfff;", "&#55296;", "&#57343;", "&#x110000;"])
def test_a_reference_to_no_character_costs_no_entry(reference: str) -> None:
    parsed = feed(rss(f"<item><title>A {reference}b</title><guid>1</guid></item><item><guid>2</guid></item>"))
    assert [entry.identity for entry in parsed.entries] == ["1", "2"]


def test_entries_that_share_a_guid_and_have_no_address_stay_two() -> None:
    parsed = feed(rss("<item><title>A</title><guid>1</guid></item><item><title>B</title><guid>1</guid></item>"))
    assert len({entry.identity for entry in parsed.entries}) == 2
